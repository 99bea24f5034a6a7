"""Which pieces of a demo order came back, a ledger row for each line, and what is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from integrations.amounts import told_line
from integrations.demo_shop.models import DemoEffect, DemoOrder
from integrations.errors import Refused

LINE = "return_line"  # its reference is the line's code, its amount the pieces
SENT = ("shipped", "delivered")


def take_back(order: DemoOrder, arguments: Mapping[str, Any]) -> int:
    """The lines named, or all that are left; the order is returned once all of it is."""
    left = left_of(order)
    if not DemoOrder.objects.filter(pk=order.pk, status__in=SENT).exists() or not any(
        left.values()
    ):
        raise Refused(_("The order was returned already, or never sent."), "not_delivered")
    wanted = _wanted(arguments.get("lines") or [], left)
    for code, pieces in wanted.items():
        DemoEffect.objects.create(
            shop=order.shop, order=order, verb=LINE, reference=code, amount=pieces
        )
    if wanted == {code: pieces for code, pieces in left.items() if pieces}:
        DemoOrder.objects.filter(pk=order.pk).update(status="returned")
    return 0


def left_of(order: DemoOrder) -> dict[str, int]:
    """Pieces that were not returned yet, by the line's code."""
    gone = returned_of(order)
    return {each.sku: max(each.quantity - gone.get(each.sku, 0), 0) for each in order.lines.all()}


def returned_of(order: DemoOrder) -> dict[str, int]:
    """Pieces by the line's code; an order that is marked as returned came back whole."""
    if order.status == "returned":
        return {each.sku: each.quantity for each in order.lines.all()}
    if order.status not in SENT:
        return {}
    rows = order.effects.filter(verb=LINE).values("reference").annotate(pieces=Sum("amount"))
    return {each["reference"]: each["pieces"] for each in rows}


def _wanted(lines: list[Any], left: Mapping[str, int]) -> dict[str, int]:
    """Pieces by code. A line is named by its code alone, or with a quantity."""
    wanted: dict[str, int] = {}
    for line in lines or [code for code, pieces in left.items() if pieces]:
        code, given = told_line(line)
        pieces = int(given) if given else left.get(code, 0)
        wanted[code] = wanted.get(code, 0) + pieces
    if not all(0 < pieces <= left.get(code, 0) for code, pieces in wanted.items()):
        raise Refused(_("Not all of these items are left to return."), "not_left")
    return wanted
