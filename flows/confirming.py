"""By which day a person at the shop confirms what waits for it."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta

from selfservice.tenancy.days import day_of
from selfservice.tenancy.models import Shop

POLICY = "approval_days"  # working days
USUAL = 2
MOST = 30
SATURDAY = 5
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def confirmed_by(shop: Shop, asked: datetime) -> date:
    """Counted in days on which people answer, by the shop's own calendar."""
    day = day_of(shop, asked)
    left = _days(shop)
    for _turn in range(366):
        day += timedelta(days=1)
        left -= _is_open(day, shop.opening_hours or {}, shop.holidays or ())
        if left <= 0:
            break
    return day


def _days(shop: Shop) -> int:
    given = (shop.policy or {}).get(POLICY)
    return given if type(given) is int and 0 < given <= MOST else USUAL


def _is_open(day: date, hours: Container[str], holidays: Container[str]) -> bool:
    """Without opening hours, Monday to Friday."""
    if day.isoformat() in holidays:
        return False
    return DAYS[day.weekday()] in hours if hours else day.weekday() < SATURDAY
