"""Until when a delivered order may be returned without a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

SATURDAY = 5


def last_day(delivered: date, days: int, holidays: Iterable[str]) -> date:
    """The day of delivery is not counted, and a period does not end on a day off.

    Regulation (EEC, Euratom) No 1182/71, article 3: the first paragraph for the day of the event,
    the fourth for an end on a holiday, a Sunday or a Saturday. `holidays` are ISO dates.
    """
    off = frozenset(holidays)
    last = delivered + timedelta(days=days)
    while last.weekday() >= SATURDAY or last.isoformat() in off:
        last += timedelta(days=1)
    return last
