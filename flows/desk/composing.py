"""The box in which an agent writes: what is in it, and what helps to fill it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from flows.desk.drafts import Draft, purpose_of
from flows.enclosing import MOST, sealed
from integrations.desk import macros
from integrations.desk.macros import LABELS, Chip
from integrations.desk.mails import language_of, mailbox_of
from integrations.desk.models import Macro, Ticket
from selfservice.files.kinds import ACCEPT
from selfservice.files.reading import Described
from selfservice.tenancy.models import User

GIVEN = {"answer.number", "answer.email"}  # of what was answered, nobody inserts the rest


@dataclass(frozen=True, slots=True)
class Prepared:
    macro: Macro
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """`language` is the shopper's; `writes_mail` is false where they left no address for one."""

    draft: Draft
    macros: list[Prepared]
    chips: list[Chip]
    language: str
    writes_mail: bool
    kept: tuple[Described, ...] = ()  # named so that the form can name no other
    most: int = MOST
    accept: str = ACCEPT


def box_for(ticket: Ticket, agent: User, draft: Draft) -> Box:
    language, facts = language_of(ticket), macros.facts_of(ticket, agent)
    return Box(
        draft=draft,
        macros=[Prepared(each, macros.filled(each, language, facts)) for each in macros.macros()],
        chips=_offered(macros.chips(facts, language)),
        language=language,
        writes_mail=bool(mailbox_of(ticket)),
        kept=sealed(purpose_of(ticket), draft.kept),
    )


def with_macro(ticket: Ticket, agent: User, draft: Draft, posted: QueryDict) -> Draft:
    """For browsers without a script: the prepared answer goes below what is there."""
    chosen = posted.get("macro", "")
    known: Any = {str(each.pk): each for each in macros.macros()}
    if chosen not in known:
        return draft
    text = macros.filled(known[chosen], language_of(ticket), macros.facts_of(ticket, agent))
    return replace(draft, body="\n\n".join(part for part in (draft.body.rstrip(), text) if part))


def _offered(chips: Iterable[Chip]) -> list[Chip]:
    """Each value once."""
    once: dict[str, Chip] = {}
    for each in chips:
        if each.path in LABELS or each.path in GIVEN:
            once.setdefault(each.value, each)
    return list(once.values())
