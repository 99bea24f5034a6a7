"""Prepared answers: the shop's own macros, filled in with what the case knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from integrations.desk.case_files import newest_case
from integrations.desk.done import done_in
from integrations.desk.filling import fill, look
from integrations.desk.models import Macro, Ticket
from integrations.fact_names import NAMES, name_of, said
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.policy import policy_of
from selfservice.tenancy.scope import within

READY_MADE = Path(__file__).with_name("macros.json")

# What an agent may want to insert, in the order in which it is offered.
_OFFERED = {
    "order": (
        *("number", "status", "placed_on", "shipped_on", "expected_on", "delivered_on"),
        *("carrier", "tracking_url", "total", "items", "customer", "address", "email", "phone"),
        "return_until",
    ),
    "refund": ("amount", "day", "reference"),
    "return": ("reference", "day"),
    "cancellation": ("day",),
    "policy": ("return_address", "return_days", "refund_days"),
}
LABELS: dict[str, str | Promise] = {
    "ticket.number": _("Ticket number"),
    "agent.name": _("Your name"),
    "shop.name": _("Shop"),
    **{f"{of}.{name}": NAMES[f"{of}.{name}"] for of, names in _OFFERED.items() for name in names},
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A fact to insert: `{path}` in a macro, `value` in an answer."""

    label: str
    path: str
    value: str


def macros() -> list[Macro]:
    """Within the shop's scope, in the owner's order."""
    return list(Macro.objects.all())


def filled(macro: Macro, language: str, facts: Mapping[str, Any]) -> str:
    """In the shopper's language, else in the first that the macro has. Gaps stay to be seen."""
    texts = {code: text for code, text in macro.texts.items() if text}
    spoken = language if language in texts else next(iter(texts), "")
    return fill(texts.get(spoken, ""), spoken, facts)


def facts_of(ticket: Ticket, agent: User) -> dict[str, Any]:
    """Everything known and done in the case, with who answers it."""
    case = newest_case(ticket).get("facts")
    return {
        "policy": policy_of(ticket.shop),
        **(case if isinstance(case, Mapping) else {}),
        **done_in(ticket),
        "ticket": {"number": str(ticket.number)},
        "agent": {"name": agent.first_name.strip() or ticket.shop.name},
        "shop": {"name": ticket.shop.name},
    }


def chips(facts: Mapping[str, Any], language: str = "en") -> list[Chip]:
    """The facts that are known: the usual ones first, then what the shopper answered."""
    known = [(path, label, look(facts, path)) for path, label in LABELS.items()]
    answers = facts.get("answer")
    for name, value in answers.items() if isinstance(answers, Mapping) else ():
        path = f"answer.{name}"
        known.append((path, name_of(path), None if isinstance(value, bool) else value))
    return [
        Chip(str(label), path, said(path, value, language)) for path, label, value in known if value
    ]


def install(shop: Shop) -> None:
    """Gives a shop without any macro the ready-made ones; one that has some keeps its own."""
    with within(shop):
        if not Macro.objects.exists():
            Macro.objects.bulk_create(_ready_made(shop), ignore_conflicts=True)


def _ready_made(shop: Shop) -> list[Macro]:
    made: list[dict[str, Any]] = json.loads(READY_MADE.read_text(encoding="utf-8"))
    return [
        Macro(
            shop=shop,
            name=each["name"].get(shop.default_language) or each["name"]["en"],
            texts=each["texts"],
            position=position,
        )
        for position, each in enumerate(made, start=1)
    ]
