"""What is known about a ticket, grouped and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from integrations.desk.models import Ticket
from integrations.fact_names import name_of, said

_ORDER = (
    "number",
    "status",
    "placed_on",
    "shipped_on",
    "delivered_on",
    "expected_on",
    "days_late",
    "days_since_delivery",
    "return_until",
    "return_days_left",
    "carrier",
    "total",
    "paid",
    "refunded",
    "to_refund",
    "items",
)
_SHOPPER = ("customer", "email", "phone", "address")
_PRODUCT = ("name", "code", "price", "in_stock", "expected_on")


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    lines: list[tuple[str, str]]


def groups_of(ticket: Ticket) -> list[Group]:
    """Only what is known: an empty group is left out."""
    facts = ticket.case.get("facts") or {}
    order, product, policy = (_part(facts, name) for name in ("order", "product", "policy"))
    groups = [
        Group(_("The order when they asked"), list(_told("order", order, _ORDER))),
        Group(_("The product when they asked"), list(_told("product", product, _PRODUCT))),
        Group(_("Shopper"), list(_told("order", order, _SHOPPER))),
        Group(_("Your shop's policy"), list(_told("policy", policy, policy))),
    ]
    return [each for each in groups if each.lines]


def _part(facts: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = facts.get(name)
    return part if isinstance(part, Mapping) else {}


def _told(of: str, facts: Mapping[str, Any], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    language = get_language() or "en"
    for name in names:
        value = facts.get(name)
        if value not in (None, "", []):
            path = f"{of}.{name}"
            yield name_of(path), said(path, value, language)
