"""Which orders a ticket is about, and how sure it is that they are the shopper's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from integrations.contacts import matches
from integrations.values import Order


def number_in(case: Mapping[str, Any] | None) -> str:
    """The order that was looked up, else the number that the shopper gave."""
    facts = (case or {}).get("facts")
    facts = facts if isinstance(facts, Mapping) else {}
    for group in ("order", "answer"):
        known = facts.get(group)
        if isinstance(known, Mapping) and known.get("number"):
            return str(known["number"]).strip().lstrip("#").strip()
    return ""


def numbers_in(cases: Iterable[Mapping[str, Any] | None]) -> list[str]:
    """Each once, the newest first."""
    numbers = [number_in(case) for case in cases]
    return [number for number in dict.fromkeys(reversed(numbers)) if number]


def is_proven(case: Mapping[str, Any] | None, number: str) -> bool:
    """The personal facts of an order are known only to somebody who has proven to be its owner."""
    order = ((case or {}).get("facts") or {}).get("order")
    if not isinstance(order, Mapping) or not order.get("email"):
        return False
    return str(order.get("number")) == number


def whose(order: Order, contact: str, proven: bool) -> tuple[str, str]:
    """How sure it is that the order is the shopper's: a mood for the colour, and a sentence."""
    if proven:
        return "good", _("The shopper has proven to be this order's customer.")
    if matches(contact, order.email, order.phone):
        return "plain", _("The contact given is the order's own, but it was not proven by a code.")
    return "bad", _("The contact given is not the one on this order. Ask before you change it.")
