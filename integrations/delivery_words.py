"""Says in words what a delivery would do, for whom, and what led to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from integrations.models import Delivery
from integrations.values import Money

# A mail's text stays out: it may hold a code that opens a session.
_NOT_SAID = {"order", "amount", "currency", "body"}
_NAMES: dict[str, str | Promise] = {
    "address": _("address"),
    "contact": _("contact"),
    "data": _("data"),
    "event": _("event"),
    "lines": _("items and pieces"),
    "message": _("message"),
    "reason": _("reason"),
    "row": _("row"),
    "subject": _("subject"),
    "table": _("table"),
    "to": _("recipient"),
}


def order(delivery: Delivery) -> str:
    return str(delivery.arguments.get("order", ""))


def amount(delivery: Delivery) -> str:
    if delivery.amount is None:
        return ""
    return _money(Money(delivery.amount, str(delivery.arguments.get("currency", ""))))


def asked_for(delivery: Delivery) -> str:
    """What goes along besides the order and the amount, one a line."""
    given = {name: each for name, each in delivery.arguments.items() if name not in _NOT_SAID}
    return "\n".join(
        f"{capfirst(str(_NAMES.get(name, name)))}: {_worded(_named(delivery, name, value))}"
        for name, value in given.items()
        if value not in (None, "", [])
    )


def asked_by(delivery: Delivery) -> str:
    """The shopper, as far as the case knows them."""
    name = _known_order(delivery).get("customer")
    return ", ".join(str(part) for part in (name, delivery.context.get("contact")) if part)


def said(delivery: Delivery) -> str:
    """What was asked and answered until then, one a line."""
    lines = delivery.context.get("transcript", [])
    return "\n".join(f"{line.get('question')} — {line.get('answer')}" for line in lines)


def _known_order(delivery: Delivery) -> Mapping[str, Any]:
    known = delivery.context.get("facts", {}).get("order")
    return known if isinstance(known, Mapping) else {}


def _named(delivery: Delivery, name: str, value: Any) -> Any:
    """A shopper chooses lines by their ids: people read the items that the order had then."""
    if name != "lines" or not isinstance(value, list):
        return value
    items = {str(each.get("id")): each for each in _known_order(delivery).get("items") or ()}
    return [items.get(each, each) if isinstance(each, str) else each for each in value]


def _worded(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_worded, value))
    if not isinstance(value, Mapping):
        return str(value)
    if "name" in value:
        return f"{value.get('quantity', 1)} × {value['name']}"
    return ", ".join(f"{name}: {_worded(each)}" for name, each in value.items())


def _money(money: Money) -> str:
    places = -int(money.amount.as_tuple().exponent)
    return f"{number_format(money.amount, places, force_grouping=True)} {money.currency}"
