"""How much a refund gives back: worked out from the order, never taken from an answer."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from integrations.errors import Refused
from integrations.values import Money, Order

# Line id -> pieces.
Pieces = Mapping[str, int]


def worked_out(arguments: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a flow's refund with its amount, from the facts of the order they name.

    Raises Refused, with a sentence for the shop's people, where the order does not say it.
    """
    order = facts.get("order")
    if not isinstance(order, Mapping) or str(order.get("number")) != str(arguments.get("order")):
        raise _not_from_the_order()
    if "lines" in arguments:  # named but empty is a mistake, never the whole order
        items = {str(each["id"]): each for each in order.get("items") or ()}
        quantities = {line: int(each["quantity"]) for line, each in items.items()}
        pieces = pieces_of(arguments["lines"], quantities)
        return _of_pieces(arguments, pieces, {line: items[line]["price"] for line in pieces})
    return {**arguments, **_of_the_whole(arguments, order)}


def pieces_of(lines: Any, quantities: Pieces) -> dict[str, int]:
    """`lines` are ids, each for all its pieces, or `{"id", "quantity"}`. Raises Refused."""
    pieces: dict[str, int] = {}
    for each in lines if isinstance(lines, list | tuple) else ():
        line, quantity = _line(each, quantities)
        if line in pieces or not 0 < quantity <= quantities.get(line, 0):
            raise _no_such_lines()
        pieces[line] = quantity
    if not pieces:
        raise _no_such_lines()
    return pieces


def told_line(line: Any) -> tuple[str, Any]:
    """The id and the pieces of a line, as whoever asked wrote them; None for all its pieces."""
    if isinstance(line, Mapping):
        return str(line.get("id")), line.get("quantity")
    return str(line), None


def as_lines(pieces: Pieces) -> list[dict[str, Any]]:
    """One way to write them, so that the same pieces are the same refund."""
    return [{"id": line, "quantity": quantity} for line, quantity in sorted(pieces.items())]


def quantities_of(order: Order) -> dict[str, int]:
    return {line.id: line.quantity for line in order.lines}


def price_of(order: Order, pieces: Pieces) -> Money:
    """Raises Refused for pieces that the order does not have."""
    quantities = quantities_of(order)
    pieces_of(as_lines(pieces), quantities)
    prices = {line.id: line.price for line in order.lines}
    return sum((_times(prices[line], pieces[line]) for line in pieces), order.nothing())


def _times(price: Money, quantity: int) -> Money:
    return Money(price.amount * quantity, price.currency)


def _line(given: Any, quantities: Pieces) -> tuple[str, int]:
    """Nothing that is not a whole number counts as a quantity."""
    if not isinstance(given, Mapping):
        return str(given), quantities.get(str(given), 0)
    line = str(given.get("id"))
    quantity = str(given.get("quantity", quantities.get(line, 0)))
    return line, int(quantity) if quantity.isdecimal() and len(quantity) < 7 else 0


def _of_pieces(
    arguments: Mapping[str, Any], pieces: Pieces, prices: Mapping[str, Any]
) -> dict[str, Any]:
    currencies = {str(each["currency"]) for each in prices.values()}
    amount = sum(Decimal(prices[line]["amount"]) * pieces[line] for line in pieces)
    money = Money(Decimal(amount), currencies.pop())
    if currencies:
        raise _not_from_the_order()
    return {**arguments, "lines": as_lines(pieces), **_as_arguments(money)}


def _of_the_whole(arguments: Mapping[str, Any], order: Mapping[str, Any]) -> dict[str, str]:
    """What is left to give back, or the total where the flow names that."""
    own = [each for each in (order.get("to_refund"), order.get("total")) if each]
    if not order.get("to_refund"):
        raise Refused(_("Nothing of this order is left to give back."), "too_much")
    given = arguments.get("amount")
    asked = [each for each in own if given is None or _says(each, given)]
    currency = arguments.get("currency")
    if not asked or currency not in (None, "", asked[0]["currency"]):
        raise _not_from_the_order()
    return {"amount": str(asked[0]["amount"]), "currency": str(asked[0]["currency"])}


def _says(money: Mapping[str, Any], given: Any) -> bool:
    return given == money or str(given) == str(money["amount"])


def _as_arguments(money: Money) -> dict[str, str]:
    return {"amount": str(money.amount), "currency": money.currency}


def _no_such_lines() -> Refused:
    return Refused(_("The order has no such items, or fewer of them."), "no_such_lines")


def _not_from_the_order() -> Refused:
    said = _("The amount does not come from the order: a person decides.")
    return Refused(said, "not_from_the_order")
