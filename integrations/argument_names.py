"""What arguments, and facts by their bare names, are called in the words of a shop's people."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

_NAMES: dict[str, str | Promise] = {
    "address": gettext_lazy("address"),
    "amount": gettext_lazy("amount"),
    "as_of": gettext_lazy("as of"),
    "body": gettext_lazy("text of the e-mail"),
    "carrier": gettext_lazy("carrier"),
    "city": gettext_lazy("town"),
    "code": gettext_lazy("code"),
    "contact": gettext_lazy("contact"),
    "country": gettext_lazy("country"),
    "currency": gettext_lazy("currency"),
    "customer": gettext_lazy("customer"),
    "data": gettext_lazy("data"),
    "days_late": gettext_lazy("days late"),
    "days_since_delivery": gettext_lazy("days since delivery"),
    "delivered_on": gettext_lazy("delivered on"),
    "email": gettext_lazy("e-mail"),
    "email_hint": gettext_lazy("e-mail, mostly hidden"),
    "event": gettext_lazy("event"),
    "expected_on": gettext_lazy("expected on"),
    "in_stock": gettext_lazy("in stock"),
    "items": gettext_lazy("items"),
    "language": gettext_lazy("language"),
    "lines": gettext_lazy("items and pieces"),
    "matches": gettext_lazy("products that fit"),
    "message": gettext_lazy("message"),
    "name": gettext_lazy("name"),
    "number": gettext_lazy("number"),
    "order": gettext_lazy("order"),
    "paid": gettext_lazy("paid"),
    "phone": gettext_lazy("phone"),
    "placed_on": gettext_lazy("placed on"),
    "price": gettext_lazy("price"),
    "query": gettext_lazy("what is searched for"),
    "postal_code": gettext_lazy("postal code"),
    "reason": gettext_lazy("reason"),
    "recipient": gettext_lazy("name on the parcel"),
    "refunded": gettext_lazy("given back so far"),
    "refund_days": gettext_lazy("days until the money is back"),
    "return_address": gettext_lazy("address for returns"),
    "return_days": gettext_lazy("days to return goods"),
    "return_days_left": gettext_lazy("days left to return it"),
    "return_until": gettext_lazy("last day to return it"),
    "returnable": gettext_lazy("items that may be returned"),
    "row": gettext_lazy("row"),
    "several": gettext_lazy("several fit"),
    "shipped_on": gettext_lazy("shipped on"),
    "status": gettext_lazy("status"),
    "stock": gettext_lazy("pieces in stock"),
    "street": gettext_lazy("street and number"),
    "subject": gettext_lazy("subject"),
    "table": gettext_lazy("table"),
    "to": gettext_lazy("recipient"),
    "to_refund": gettext_lazy("left to give back"),
    "total": gettext_lazy("total"),
    "tracking_url": gettext_lazy("address to track the parcel"),
    "url": gettext_lazy("page in the shop"),
}


def name_words(name: str) -> str:
    """A name that a shop made up, such as one in its policy, is read as it is written."""
    return str(_NAMES.get(name) or name.replace("_", " "))


def name_label(name: str) -> str:
    return str(capfirst(name_words(name)))
