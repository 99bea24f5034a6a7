"""The most money that a shop gives back by itself in a day; above it, a person approves."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.db.models import Sum

from integrations.models import FAILED, Delivery
from selfservice.privacy.budgets import spend
from selfservice.tenancy.days import today_of
from selfservice.tenancy.models import Shop

POLICY = "refund_cap_per_day"  # in the shop's own currency
_NO_LIMIT = 2**31 - 1


def is_over_the_cap(row: Delivery) -> bool:
    """Whether the refund, with today's others, is more than the shop allows without a person.

    Call it in the transaction that writes the refund.
    """
    cap = _cap(row.shop)
    if cap is None or row.amount is None:
        return False
    if str(row.arguments.get("currency")) != row.shop.currency:
        return True
    # Taking the budget's row makes refunds of one shop take turns, on both databases.
    spend("refunds of a shop", str(row.shop.pk), _NO_LIMIT, timedelta(days=1))
    today = Delivery.objects.exclude(payment="").filter(created__gte=_midnight(row.shop))
    given = today.exclude(state__in=FAILED).exclude(key=row.key).aggregate(sum=Sum("amount"))["sum"]
    return row.amount + (given or Decimal(0)) > cap


def _cap(shop: Shop) -> Decimal | None:
    """What makes no sense as an amount allows nothing without a person."""
    given = (shop.policy or {}).get(POLICY)
    if given in (None, ""):
        return None
    try:
        cap = Decimal(str(given).replace(",", ".").replace(" ", ""))
    except InvalidOperation:
        return Decimal(0)
    return cap if cap.is_finite() else Decimal(0)


def _midnight(shop: Shop) -> datetime:
    return datetime.combine(today_of(shop), time.min, ZoneInfo(shop.time_zone))
