"""Changes in the demo shop's own system: each happens whole, and is written in its ledger."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from integrations.addresses import changed
from integrations.capabilities import Call
from integrations.demo_shop.models import DemoEffect, DemoOrder
from integrations.demo_shop.returns import take_back
from integrations.errors import Refused
from integrations.values import EXPONENTS, Address


def change(order: DemoOrder, verb: str, call: Call, keeps_keys: bool) -> DemoEffect:
    """The ledger's row; where keys are kept, a repeated key answers with the first one."""
    with transaction.atomic():
        guard = call.key if keeps_keys else None
        # Taking the order first makes callers take turns, on both databases.
        DemoOrder.objects.filter(pk=order.pk).update(number=F("number"))
        known = DemoEffect.objects.filter(guard=call.key).first() if keeps_keys else None
        if known is not None:
            return known
        amount = CHANGES[verb](order, call.arguments)
        return DemoEffect.objects.create(
            shop=order.shop,
            order=order,
            verb=verb,
            key=call.key,
            guard=guard,
            reference=f"{verb.partition('_')[0].upper()}-{secrets.token_hex(3).upper()}",
            amount=amount,
        )


def minor(amount: Decimal, currency: str) -> int:
    return int(amount.scaleb(EXPONENTS.get(currency, 2)))


def _cancel(order: DemoOrder, _arguments: Mapping[str, Any]) -> int:
    open_orders = DemoOrder.objects.filter(pk=order.pk, status__in=["unpaid", "processing"])
    if not open_orders.update(status="cancelled"):
        raise Refused(_("The order is no longer open."), "not_open")
    return 0


def _refund(order: DemoOrder, arguments: Mapping[str, Any]) -> int:
    amount = minor(Decimal(str(arguments["amount"])), order.currency)
    left = DemoOrder.objects.filter(pk=order.pk, captured__gte=F("refunded") + amount)
    if not left.update(refunded=F("refunded") + amount):
        raise Refused(_("There is not that much left to refund."), "too_much")
    return amount


def _address(order: DemoOrder, arguments: Mapping[str, Any]) -> int:
    field: Any = DemoOrder._meta.get_field("address")
    old = Address(**order.address) if order.address else None
    address = asdict(changed(old, arguments["address"]))
    unsent = DemoOrder.objects.filter(pk=order.pk, status__in=["unpaid", "processing"])
    if not unsent.update(address=field.sealed_for(order, address)):
        raise Refused(_("The parcel has left already."), "shipped")
    return 0


CHANGES: Mapping[str, Callable[[DemoOrder, Mapping[str, Any]], int]] = {
    "cancel_order": _cancel,
    "create_return": take_back,
    "refund": _refund,
    "change_address": _address,
}
