"""The vocabulary: every effect and look-up that a flow may ask for, and what each needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from integrations.capabilities import (
    AppendsRows,
    CallsWebhooks,
    CancelsOrders,
    ChangesAddresses,
    CreatesReturns,
    FindsOrders,
    FindsProducts,
    OpensTickets,
    RefundsPayments,
    SendsEmail,
)


@dataclass(frozen=True, slots=True)
class EffectKind:
    """`changes` marks what alters an order or moves money: it needs a proof on every path.

    `only` names, for some arguments, the facts that a flow may give.
    """

    kind: str
    label: str | Promise
    capability: type
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    changes: bool = False
    money: bool = False
    target: tuple[str, ...] = ()  # the arguments that make it another delivery
    mapped: tuple[str, ...] = ()  # those that are given as columns, each with a name and a value
    named: tuple[str, ...] = ()  # those that are a name of the shop's own, whatever the language
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)  # argument -> its facts


@dataclass(frozen=True, slots=True)
class LookupKind:
    """`public` facts are known when found; `personal` ones only once the shopper has proven."""

    kind: str
    label: str | Promise
    capability: type
    required: tuple[str, ...]
    public: dict[str, str]  # name -> type: text, date, money, number, list, yes_no
    personal: dict[str, str]
    optional: tuple[str, ...] = ()


# How much money moves is never anybody's answer: in flows it comes from the order.
MONEY_FACTS = {
    "amount": frozenset({"order.to_refund", "order.total", "order.amount"}),
    "currency": frozenset({"order.currency"}),
}

EFFECTS: dict[str, EffectKind] = {
    each.kind: each
    for each in (
        EffectKind(
            "open_ticket", _("Open a ticket"), OpensTickets, ("subject",), ("contact", "message")
        ),
        EffectKind("send_email", _("Send an e-mail"), SendsEmail, ("to", "subject", "body")),
        EffectKind(
            "append_row",
            _("Add a row to a spreadsheet"),
            AppendsRows,
            ("table",),
            ("row",),
            mapped=("row",),
            named=("table",),
        ),
        EffectKind(
            "cancel_order",
            _("Cancel the order"),
            CancelsOrders,
            ("order",),
            changes=True,
            target=("order",),
        ),
        EffectKind(
            "create_return",
            _("Create a return"),
            CreatesReturns,
            ("order", "lines"),
            ("reason",),
            changes=True,
            target=("order", "lines"),
        ),
        EffectKind(
            "refund",
            _("Refund the payment"),
            RefundsPayments,
            ("order",),
            ("lines", "amount", "currency"),
            changes=True,
            money=True,
            target=("order", "lines", "amount", "currency"),
            only=MONEY_FACTS,
        ),
        EffectKind(
            "change_address",
            _("Change the delivery address"),
            ChangesAddresses,
            ("order", "address"),
            changes=True,
            target=("order", "address"),
            mapped=("address",),
        ),
        EffectKind(
            "call_webhook",
            _("Call a webhook"),
            CallsWebhooks,
            ("event",),
            ("data",),
            mapped=("data",),
            named=("event",),
        ),
    )
}

LOOKUPS: dict[str, LookupKind] = {
    "order": LookupKind(
        "order",
        _("Order"),
        FindsOrders,
        ("number", "contact"),
        public={
            "number": "text",
            "status": "text",
            "placed_on": "date",
            "shipped_on": "date",
            "delivered_on": "date",
            "expected_on": "date",
            "days_since_delivery": "number",
            "return_until": "date",
            "return_days_left": "number",
            "carrier": "text",
            "days_late": "number",
            "as_of": "text",
            "email_hint": "text",
        },
        personal={
            "email": "text",
            "phone": "text",
            "customer": "text",
            "total": "money",
            "amount": "number",
            "currency": "text",
            "paid": "yes_no",
            "refunded": "money",
            "to_refund": "money",
            "items": "list",
            "returnable": "list",
            "address": "text",
            "recipient": "text",
            "street": "text",
            "city": "text",
            "postal_code": "text",
            "country": "text",
            "tracking_url": "text",
        },
    ),
    "product": LookupKind(
        "product",
        _("Product"),
        FindsProducts,
        ("query",),
        public={
            "code": "text",
            "name": "text",
            "price": "money",
            "in_stock": "yes_no",
            "stock": "number",
            "expected_on": "date",
            "url": "text",
            "several": "yes_no",
            "matches": "list",
        },
        personal={},
        optional=("language",),
    ),
}
