"""What was done in a ticket's case, as facts: refunded, returned, cancelled, when and how much."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Q

from integrations.desk.acting import step_of
from integrations.desk.models import Ticket
from integrations.models import Delivery, State
from integrations.values import Money
from selfservice.tenancy.days import day_of

_FACTS = {"refund": "refund", "create_return": "return", "cancel_order": "cancellation"}


def done_in(ticket: Ticket) -> dict[str, dict[str, Any]]:
    """By what it was; where it was done more than once, the day and reference of the last."""
    found: dict[str, dict[str, Any]] = {}
    rows = list(_deliveries(ticket))
    for each in rows:
        reference = str((each.result or {}).get("reference") or "")
        day = day_of(ticket.shop, each.settled or each.created).isoformat()
        found[_FACTS[each.kind]] = {"reference": reference, "day": day}
    if "refund" in found:
        found["refund"]["amount"] = _together([each for each in rows if each.kind == "refund"])
    return found


def _deliveries(ticket: Ticket) -> Iterable[Delivery]:
    own = Q(step=step_of(ticket))
    if ticket.session is not None:
        own |= Q(session=ticket.session)
    done = Delivery.objects.filter(own, kind__in=_FACTS, state=State.DONE)
    return done.order_by("settled", "pk")


def _together(refunds: list[Delivery]) -> dict[str, str] | None:
    """None where they are in more than one currency: no sum would be true."""
    currencies = {str(each.arguments.get("currency", "")) for each in refunds}
    if len(currencies) != 1:
        return None
    money = Money(sum((each.amount or Decimal(0) for each in refunds), Decimal(0)), *currencies)
    return {"amount": str(money.amount), "currency": money.currency}
