"""An order in the words of the people who work with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from integrations.fact_names import STATUSES
from integrations.money_words import money_words
from integrations.values import Address, Line, Money, Order

MOODS = {"delivered": "good", "shipped": "good", "cancelled": "bad", "returned": "bad"}


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    name: str
    quantity: int
    price: str  # of all pieces
    amount: Decimal
    returned: str = ""


def items_of(order: Order) -> list[Item]:
    sums = [
        (line, Money(line.price.amount * line.quantity, line.price.currency))
        for line in order.lines
    ]
    return [
        Item(
            line.id,
            line.name,
            line.quantity,
            money_words(total),
            total.amount,
            _returned(line),
        )
        for line, total in sums
    ]


def _returned(line: Line) -> str:
    if not line.returned:
        return ""
    if line.returned >= line.quantity:
        return _("returned")
    return _("%(count)s returned") % {"count": line.returned}


def status_words(order: Order) -> str:
    """The vendor's own word stands beside a status that we do not know."""
    words = str(STATUSES.get(order.status, order.status))
    return f"{words} ({order.raw_status})" if order.status == "unknown" else words


def payment_words(order: Order) -> str:
    if not order.paid:
        return _("Not paid")
    if order.refunded and order.refunded.amount:
        return _("Paid, %(amount)s given back") % {"amount": money_words(order.refunded)}
    return _("Paid")


def dates_of(order: Order) -> list[tuple[str, str]]:
    known = (
        (_("Ordered"), order.placed_on),
        (_("Sent"), order.shipped_on),
        (_("Delivered"), order.delivered_on),
        (_("Expected"), None if order.delivered_on else order.expected_on),
    )
    return [(label, day_words(day)) for label, day in known if day]


def address_lines(address: Address | None) -> list[str]:
    if address is None:
        return []
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    lines = [address.name, address.street, town, address.country]
    return [line for line in lines if line]


def day_words(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
