"""Whether an order, read again just before a change, still allows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from integrations.amounts import pieces_of, told_line
from integrations.errors import Refused
from integrations.models import Delivery
from integrations.values import Order

NOT_SHIPPED = frozenset({"unpaid", "processing"})

# kind -> the order's statuses in which it may happen, and what to say otherwise
ALLOWED: Mapping[str, tuple[frozenset[str], str | Promise]] = {
    "cancel_order": (
        NOT_SHIPPED,
        _("The order cannot be cancelled any more: it was shipped or cancelled meanwhile."),
    ),
    "change_address": (
        NOT_SHIPPED,
        _("The address cannot be changed any more: the order was shipped or cancelled meanwhile."),
    ),
    "create_return": (
        frozenset({"shipped", "delivered"}),
        _("The order cannot be returned: it was not delivered, or was returned meanwhile."),
    ),
}


def still_holds(delivery: Delivery, order: Order | None) -> None:
    """Raises Refused, with a sentence for the shop's people."""
    if order is None:
        raise Refused(str(_("The shop's system no longer has this order.")), "no_order")
    statuses, sentence = ALLOWED.get(delivery.kind, (frozenset({order.status}), ""))
    if order.status not in statuses:
        raise Refused(str(sentence), "no_longer_holds")
    if delivery.kind == "create_return" and not _are_left(delivery.arguments.get("lines"), order):
        raise Refused(str(_("Not all of these items are left to return.")), "no_longer_holds")


def _are_left(lines: Any, order: Order) -> bool:
    """Whether so many pieces of them did not come back; without lines, whether anything is left.

    What the order does not list is for the vendor to judge.
    """
    left = {each.id: each.quantity - each.returned for each in order.lines}
    if not lines:
        return any(pieces > 0 for pieces in left.values()) or not left
    known = [each for each in lines if told_line(each)[0] in left]
    try:
        return not known or bool(pieces_of(known, left))
    except Refused:
        return False
