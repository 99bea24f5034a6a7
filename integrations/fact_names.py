"""What a fact is called, and what it says, for people who never saw our own names of them."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from integrations.fact_words import in_words

NAMES: dict[str, str | Promise] = {
    "order.number": _("Order number"),
    "order.status": _("Order status"),
    "order.placed_on": _("Ordered on"),
    "order.shipped_on": _("Sent on"),
    "order.expected_on": _("Expected on"),
    "order.days_late": _("Days late"),
    "order.delivered_on": _("Delivered on"),
    "order.days_since_delivery": _("Days since delivery"),
    "order.return_until": _("Can be returned until"),
    "order.return_days_left": _("Days left for a return"),
    "order.carrier": _("Carrier"),
    "order.tracking_url": _("Tracking link"),
    "order.total": _("Order total"),
    "order.amount": _("Amount"),
    "order.currency": _("Currency"),
    "order.paid": _("Paid"),
    "order.refunded": _("Given back so far"),
    "order.to_refund": _("Left to give back"),
    "order.items": _("Items"),
    "order.returnable": _("Items that can be returned"),
    "order.customer": _("Customer"),
    "order.address": _("Delivery address"),
    "order.recipient": _("Name on the parcel"),
    "order.street": _("Street and number"),
    "order.city": _("Town"),
    "order.postal_code": _("Postal code"),
    "order.country": _("Country"),
    "order.email": _("E-mail on the order"),
    "order.email_hint": _("E-mail on the order, mostly hidden"),
    "order.phone": _("Phone on the order"),
    "order.as_of": _("Read from the shop"),
    "product.name": _("Product"),
    "product.code": _("Product code"),
    "product.price": _("Price"),
    "product.in_stock": _("In stock"),
    "product.stock": _("Pieces in stock"),
    "product.expected_on": _("Expected in stock"),
    "product.url": _("Page of the product"),
    "product.several": _("Several products fit"),
    "product.matches": _("Products that fit"),
    "identity.email": _("E-mail you are signed in with"),
    "identity.name": _("Name you are signed in with"),
    "identity.id": _("Your number in the shop"),
    "answer.number": _("Order number given"),
    "answer.email": _("E-mail given"),
    "policy.return_days": _("Days for a return"),
    "policy.refund_days": _("Days until the money is back"),
    "policy.return_address": _("Address for returns"),
    "refund.amount": _("Refunded amount"),
    "refund.day": _("Refunded on"),
    "refund.reference": _("Reference of the refund"),
    "return.reference": _("Number of the return"),
    "return.day": _("Return noted on"),
    "cancellation.day": _("Cancelled on"),
}
STATUSES: dict[str, str | Promise] = {
    "unpaid": _("Not paid yet"),
    "processing": _("Being prepared"),
    "shipped": _("On its way"),
    "delivered": _("Delivered"),
    "cancelled": _("Cancelled"),
    "returned": _("Returned"),
    "unknown": _("Unknown"),
}


def name_of(path: str) -> str:
    """A name that a shop or its system made up is read as it is written."""
    return str(NAMES.get(path) or capfirst(path.partition(".")[2].replace("_", " ")))


def said(path: str, value: Any, language: str) -> str:
    if path != "order.status" or value not in STATUSES:
        return in_words(value, language)
    with translation.override(language):
        return str(STATUSES[value])
