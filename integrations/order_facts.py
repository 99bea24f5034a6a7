"""Turns an order into the facts that flows know, apart by who may see them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from integrations.addresses import PARTS
from integrations.contacts import hint
from integrations.return_window import last_day
from integrations.values import Address, Line, Money, Order
from selfservice.tenancy.days import today_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.policy import policy_of


def public_facts(shop: Shop, order: Order) -> dict[str, Any]:
    today = today_of(shop)
    delivered = order.delivered_on
    until = _return_until(shop, delivered) if delivered else None
    return {
        "number": order.number,
        "status": order.status,
        "placed_on": _iso(order.placed_on),
        "shipped_on": _iso(order.shipped_on),
        "delivered_on": _iso(delivered),
        "expected_on": _iso(order.expected_on),
        "days_since_delivery": (today - delivered).days if delivered else None,
        "return_until": _iso(until),
        "return_days_left": (until - today).days if until else None,
        "carrier": order.carrier,
        "days_late": _days_late(order, today),
        "as_of": order.as_of.isoformat(),
        "email_hint": hint(order.email),
    }


def personal_facts(order: Order) -> dict[str, Any]:
    return {
        "email": order.email,
        "phone": order.phone,
        "customer": order.customer,
        "total": _money(order.total),
        "amount": str(order.total.amount),
        "currency": order.total.currency,
        "paid": order.paid,
        "refunded": _some(order.refunded),
        "to_refund": _some(left_to_refund(order)),
        "items": [_item(line, line.quantity) for line in order.lines],
        "returnable": _returnable(order),
        "address": _one_line(order.address),
        **_address_parts(order.address),
        "tracking_url": order.tracking_url,
    }


def left_to_refund(order: Order) -> Money:
    """What was paid and not yet given back."""
    return order.received() - (order.refunded or order.nothing())


def _some(money: Money | None) -> dict[str, str] | None:
    """None for nothing, so that a rule may ask whether there is any."""
    return _money(money) if money is not None and money.amount > 0 else None


def _money(money: Money) -> dict[str, str]:
    return {"amount": str(money.amount), "currency": money.currency}


def _return_until(shop: Shop, delivered: date) -> date:
    return last_day(delivered, policy_of(shop)["return_days"], shop.holidays or ())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _returnable(order: Order) -> list[dict[str, Any]] | None:
    """With the pieces that may still be returned; None for nothing."""
    left = ((line, line.quantity - line.returned) for line in order.lines)
    return [_item(line, pieces) for line, pieces in left if pieces > 0] or None


def _item(line: Line, quantity: int) -> dict[str, Any]:
    price = _money(line.price)
    return {"id": line.id, "name": line.name, "quantity": quantity, "price": price}


def _days_late(order: Order, today: date) -> int | None:
    """None unless the order was to be there before today and is not."""
    if order.expected_on is None or order.status not in {"processing", "shipped"}:
        return None
    late = (today - order.expected_on).days
    return late if late > 0 else None


def _address_parts(address: Address | None) -> dict[str, str]:
    """Each part apart, so that a form can show what is to be corrected."""
    parts = asdict(address) if address else dict.fromkeys(PARTS, "")
    return {"recipient" if name == "name" else name: value for name, value in parts.items()}


def _one_line(address: Address | None) -> str:
    if address is None:
        return ""
    return ", ".join(part for part in asdict(address).values() if part)
