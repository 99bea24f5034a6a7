"""The day by which a person confirms: counted in days on which people answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from flows.confirming import confirmed_by
from selfservice.tenancy.models import Shop

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("shop", "day"),
    [
        ({}, "2026-11-24"),
        ({"holidays": ["2026-11-23"]}, "2026-11-25"),
        ({"opening_hours": {"sat": [["09:00", "12:00"]]}}, "2026-11-28"),
        ({"policy": {"approval_days": 1}}, "2026-11-23"),
        ({"policy": {"approval_days": "soon"}}, "2026-11-24"),
        ({"policy": {"approval_days": -3}}, "2026-11-24"),
        ({"opening_hours": {"never": []}}, "2027-11-21"),
        ({"time_zone": "Pacific/Auckland"}, "2026-11-24"),
    ],
)
def test_a_person_confirms_within_two_days_of_work(shop: dict[str, Any], day: str) -> None:
    assert confirmed_by(Shop(**{"time_zone": "Europe/Prague", **shop}), FRIDAY).isoformat() == day
