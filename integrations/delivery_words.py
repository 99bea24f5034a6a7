"""Says in words what a delivery would do, for whom, and what led to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from integrations.argument_names import name_label
from integrations.effects import EFFECTS
from integrations.fact_words import in_words, item_label
from integrations.models import Delivery
from integrations.money_words import money_words
from integrations.values import Money

# A mail's text stays out: it may hold a code that opens a session.
_NOT_SAID = {"order", "amount", "currency", "body"}


def action(delivery: Delivery) -> str:
    """The action with its order and amount, for a line among others."""
    label = str(EFFECTS[delivery.kind].label) if delivery.kind in EFFECTS else delivery.kind
    about = f"{label} ({order(delivery)})" if order(delivery) else label
    return f"{about}, {amount(delivery)}" if amount(delivery) else about


def order(delivery: Delivery) -> str:
    return str(delivery.arguments.get("order", ""))


def amount(delivery: Delivery) -> str:
    if delivery.amount is None:
        return ""
    return money_words(Money(delivery.amount, str(delivery.arguments.get("currency", ""))))


def asked_for(delivery: Delivery) -> str:
    """What goes along besides the order and the amount, one a line."""
    given = {name: each for name, each in delivery.arguments.items() if name not in _NOT_SAID}
    return "\n".join(
        f"{name_label(name)}: {_worded(_named(delivery, name, value))}"
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


def because(delivery: Delivery) -> str:
    """The rules that led to it, one a line."""
    return "\n".join(map(str, delivery.context.get("because", [])))


def _known_order(delivery: Delivery) -> Mapping[str, Any]:
    known = delivery.context.get("facts", {}).get("order")
    return known if isinstance(known, Mapping) else {}


def _named(delivery: Delivery, name: str, value: Any) -> Any:
    """A shopper chooses lines by their ids: people read the items that the order had then."""
    if name == "address" and isinstance(value, Mapping):
        return ", ".join(str(each) for each in value.values() if each)
    if name in _mapped(delivery) and isinstance(value, Mapping):
        return _row(value)
    if name != "lines" or not isinstance(value, list):
        return value
    order = delivery.context.get("acted_on") or _known_order(delivery)  # an agent's, else theirs
    items = {str(each.get("id")): each for each in order.get("items") or ()}
    return [_item(each, items) for each in value]


def _mapped(delivery: Delivery) -> tuple[str, ...]:
    return EFFECTS[delivery.kind].mapped if delivery.kind in EFFECTS else ()


def _row(columns: Mapping[str, Any]) -> str:
    """A column may have any name, and holds what a flow knows."""
    language = get_language() or "en"
    filled = {name: each for name, each in columns.items() if each not in (None, "")}
    return "; ".join(f"{name}: {in_words(each, language)}" for name, each in filled.items())


def _item(line: Any, items: Mapping[str, Any]) -> Any:
    """A line names all its pieces by its id alone, or says how many of them."""
    if not isinstance(line, Mapping):
        return items.get(str(line), line)
    known = items.get(str(line.get("id")))
    if not known:
        return line
    pieces, there = line.get("quantity", 1), known.get("quantity", 1)
    return {**known, "quantity": pieces, **({} if str(pieces) == str(there) else {"of": there})}


def _worded(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_worded, value))
    if not isinstance(value, Mapping):
        return str(value)
    if "of" in value:
        return item_label(value)
    if "name" in value:
        return f"{value.get('quantity', 1)} × {value['name']}"
    return ", ".join(f"{name}: {_worded(each)}" for name, each in value.items())
