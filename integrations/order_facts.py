"""Turns an order into the facts that flows know, apart by who may see them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from integrations.contacts import hint
from integrations.values import Address, Line, Order
from selfservice import clock
from selfservice.tenancy.models import Shop


def public_facts(shop: Shop, order: Order) -> dict[str, Any]:
    today = clock.now().astimezone(ZoneInfo(shop.time_zone)).date()
    delivered = order.delivered_on
    return {
        "number": order.number,
        "status": order.status,
        "placed_on": _iso(order.placed_on),
        "shipped_on": _iso(order.shipped_on),
        "delivered_on": _iso(delivered),
        "expected_on": _iso(order.expected_on),
        "days_since_delivery": (today - delivered).days if delivered else None,
        "carrier": order.carrier,
        "as_of": order.as_of.isoformat(),
        "email_hint": hint(order.email),
    }


def personal_facts(order: Order) -> dict[str, Any]:
    return {
        "email": order.email,
        "phone": order.phone,
        "customer": order.customer,
        "total": {"amount": str(order.total.amount), "currency": order.total.currency},
        "amount": str(order.total.amount),
        "currency": order.total.currency,
        "paid": order.paid,
        "items": [_item(line) for line in order.lines],
        "address": _one_line(order.address),
        "tracking_url": order.tracking_url,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _item(line: Line) -> dict[str, Any]:
    price = {"amount": str(line.price.amount), "currency": line.price.currency}
    return {"id": line.id, "name": line.name, "quantity": line.quantity, "price": price}


def _one_line(address: Address | None) -> str:
    if address is None:
        return ""
    return ", ".join(part for part in asdict(address).values() if part)
