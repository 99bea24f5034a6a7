"""A period to return goods ends when the law says, or later, but never on a day off."""

from __future__ import annotations

from datetime import date

import pytest

from integrations.return_window import last_day


@pytest.mark.parametrize(
    ("delivered", "days", "last"),
    [
        ("2026-11-02", 14, "2026-11-16"),  # the day of delivery is not counted
        ("2026-11-07", 14, "2026-11-23"),  # a Saturday, so the Monday after it
        ("2026-11-08", 14, "2026-11-23"),  # a Sunday
        ("2026-12-10", 14, "2026-12-28"),  # Christmas Eve, Christmas, Boxing Day, a Sunday
        ("2026-11-03", 30, "2026-12-03"),
    ],
)
def test_a_period_ends_on_a_working_day(delivered: str, days: int, last: str) -> None:
    holidays = ["2026-12-24", "2026-12-25", "2026-12-26"]
    assert last_day(date.fromisoformat(delivered), days, holidays) == date.fromisoformat(last)
