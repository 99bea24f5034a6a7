"""One table says what a status means, with and without an effect, and how long to wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import time_machine

from integrations.errors import ConnectorError, Misconfigured, Refused, Silent, TryAgain
from integrations.http.statuses import fault_of, wish_of

LONGEST = timedelta(hours=6)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)

MEANINGS: dict[type[ConnectorError], list[int]] = {
    TryAgain: [423, 425, 429],
    Refused: [400, 402, 404, 405, 409, 410, 413, 422, 451],
    Misconfigured: [301, 307, 308, 304, 401, 403, 407],
    Silent: [302, 303, 408, 500, 501, 502, 503, 504, 522, 599, 999],
}
PAIRS = [(status, named) for named, statuses in MEANINGS.items() for status in statuses]


@pytest.mark.parametrize(("status", "named"), PAIRS)
def test_what_a_status_means_for_a_change(status: int, named: type[ConnectorError]) -> None:
    fault = fault_of(status, {}, "hooks.example", changes=True)
    assert type(fault) is named
    assert fault.sentence.startswith("hooks.example") and str(status) in fault.sentence


@pytest.mark.parametrize(("status", "named"), PAIRS)
def test_a_read_is_never_unclear(status: int, named: type[ConnectorError]) -> None:
    fault = fault_of(status, {}, "hooks.example", changes=False)
    assert fault is not None and type(fault) is not Silent
    if named is not Silent:
        assert type(fault) is named


@pytest.mark.parametrize("status", [200, 201, 202, 204, 206, 299])
def test_every_2xx_is_done(status: int) -> None:
    assert fault_of(status, {}, "hooks.example", changes=True) is None


def test_the_status_of_a_refusal_is_the_flows_code() -> None:
    fault = fault_of(422, {}, "hooks.example", changes=True)
    assert isinstance(fault, Refused) and fault.code == "422"


@pytest.mark.parametrize("status", [429, 503])
def test_a_wish_for_a_pause_is_honoured(status: int) -> None:
    fault = fault_of(status, {"retry-after": "120"}, "hooks.example", changes=True)
    assert isinstance(fault, TryAgain) and fault.after == timedelta(seconds=120)


def test_a_wish_may_be_a_date() -> None:
    with time_machine.travel(NOON, tick=False):
        wish = wish_of({"retry-after": format_datetime(NOON + timedelta(hours=1), usegmt=True)})
    assert wish == timedelta(hours=1)


@pytest.mark.parametrize("far", ["999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_nobody_is_waited_for_longer_than_six_hours(far: str) -> None:
    assert wish_of({"retry-after": far}) == LONGEST


@pytest.mark.parametrize(
    "given",
    [
        *("", "0", "-5", "soon", "1.5", "٣", "9" * 40, "Wed, 21 Oct 2015 07:28:00 GMT"),
        *("Wed, 99 Oct 2026 07:28:00 GMT", "Sun, 06 Nov", "1e3", "\x00"),
    ],
)
def test_a_wish_that_is_over_or_makes_no_sense_leaves_our_own_pauses(given: str) -> None:
    assert wish_of({"retry-after": given}) is None
