"""What the facts of a look-up and the arguments of an action are called in the owner's words."""

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
    "contact": gettext_lazy("contact"),
    "currency": gettext_lazy("currency"),
    "customer": gettext_lazy("customer"),
    "data": gettext_lazy("data"),
    "days_since_delivery": gettext_lazy("days since delivery"),
    "delivered_on": gettext_lazy("delivered on"),
    "email": gettext_lazy("e-mail"),
    "email_hint": gettext_lazy("e-mail, mostly hidden"),
    "event": gettext_lazy("event"),
    "expected_on": gettext_lazy("expected on"),
    "items": gettext_lazy("items"),
    "lines": gettext_lazy("items and pieces"),
    "message": gettext_lazy("message"),
    "number": gettext_lazy("number"),
    "order": gettext_lazy("order"),
    "paid": gettext_lazy("paid"),
    "phone": gettext_lazy("phone"),
    "placed_on": gettext_lazy("placed on"),
    "reason": gettext_lazy("reason"),
    "row": gettext_lazy("row"),
    "shipped_on": gettext_lazy("shipped on"),
    "status": gettext_lazy("status"),
    "subject": gettext_lazy("subject"),
    "table": gettext_lazy("table"),
    "to": gettext_lazy("recipient"),
    "total": gettext_lazy("total"),
    "tracking_url": gettext_lazy("address to track the parcel"),
}


def name_words(name: str) -> str:
    """A name that a shop made up, such as one in its policy, is read as it is written."""
    return str(_NAMES.get(name) or name.replace("_", " "))


def name_label(name: str) -> str:
    return str(capfirst(name_words(name)))
