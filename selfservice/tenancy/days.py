"""The days of a shop, by the calendar where it is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from selfservice import clock
from selfservice.tenancy.models import Shop


def day_of(shop: Shop, instant: datetime) -> date:
    return instant.astimezone(ZoneInfo(shop.time_zone)).date()


def today_of(shop: Shop) -> date:
    return day_of(shop, clock.now())
