"""The vocabulary: every effect and look-up that a flow may ask for, and what each needs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from integrations.capabilities import (
    AppendsRows,
    CallsWebhooks,
    CancelsOrders,
    ChangesAddresses,
    CreatesReturns,
    FindsOrders,
    OpensTickets,
    RefundsPayments,
    SendsEmail,
)


@dataclass(frozen=True, slots=True)
class EffectKind:
    """`changes` marks what alters an order or moves money: it needs a proof on every path."""

    kind: str
    label: str | Promise
    capability: type
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    changes: bool = False
    money: bool = False
    target: tuple[str, ...] = ()  # the arguments that make it another delivery


@dataclass(frozen=True, slots=True)
class LookupKind:
    """`public` facts are known when found; `personal` ones only once the shopper has proven."""

    kind: str
    label: str | Promise
    capability: type
    required: tuple[str, ...]
    public: dict[str, str]  # name -> type: text, date, money, number, list, yes_no
    personal: dict[str, str]


EFFECTS: dict[str, EffectKind] = {
    each.kind: each
    for each in (
        EffectKind(
            "open_ticket", _("Open a ticket"), OpensTickets, ("subject",), ("contact", "message")
        ),
        EffectKind("send_email", _("Send an e-mail"), SendsEmail, ("to", "subject", "body")),
        EffectKind("append_row", _("Add a row to a spreadsheet"), AppendsRows, ("table", "row")),
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
            ("order", "amount", "currency"),
            ("lines",),
            changes=True,
            money=True,
            target=("order", "lines", "amount", "currency"),
        ),
        EffectKind(
            "change_address",
            _("Change the delivery address"),
            ChangesAddresses,
            ("order", "address"),
            changes=True,
            target=("order", "address"),
        ),
        EffectKind("call_webhook", _("Call a webhook"), CallsWebhooks, ("event",), ("data",)),
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
            "carrier": "text",
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
            "items": "list",
            "address": "text",
            "tracking_url": "text",
        },
    ),
}
