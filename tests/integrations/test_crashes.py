"""Processes are killed, races are run and the broker is away: every promise is kept once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.failpoints import POINTS
from tests.integrations.installation import Installation, installation, migrated

SCRIPT = "tests.integrations.crash_script"
LEDGER = "SELECT count(*) FROM demo_shop_demoeffect"
IN_CALL = "SELECT fault_left FROM demo_shop_demoorder WHERE number = '1001'"
STATES = "SELECT state, attempts FROM integrations_delivery"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with migrated(tmp_path_factory.mktemp("template")) as made:
        yield made


@pytest.fixture
def installed(tmp_path: Path, template: Installation) -> Iterator[Installation]:
    with installation(tmp_path, template, DELIVERY_LEASE_SECONDS="2") as made:
        yield made


def test_a_worker_killed_in_the_middle_of_a_call(installed: Installation) -> None:
    installed.run(SCRIPT, "slow")
    first = installed.worker()
    assert installed.wait_for(IN_CALL, lambda left: left == 0) == [(0,)]
    assert installed.rows(STATES) == [("running", 1)]
    installed.kill(first)
    installed.worker()
    installed.relay()
    assert installed.wait_for(STATES, lambda state: state == "done") == [("done", 2)]
    assert installed.rows(LEDGER) == [(1,)]


def test_three_relays_without_a_broker_do_everything_once(installed: Installation) -> None:
    installed.run(SCRIPT, "many", "25")
    installed.env["BROKER_URL"] = "redis://127.0.0.1:1/0"
    relays = [installed.relay() for _each in range(3)]
    open_ones = "SELECT count(*) FROM integrations_delivery WHERE NOT reported"
    assert installed.wait_for(open_ones, lambda count: count == 0) == [(0,)]
    assert installed.rows(STATES) == [("done", 1)] * 25
    assert installed.rows(LEDGER) == [(25,)]
    assert installed.rows("SELECT count(*) FROM integrations_attempt") == [(25,)]
    assert [installed.stop(relay) for relay in relays] == [0, 0, 0]


def test_of_many_claims_of_one_row_exactly_one_wins(installed: Installation) -> None:
    assert installed.run(SCRIPT, "race", "8").split() == ["1"]


@pytest.mark.parametrize("idempotency", ["native", "lookup", "none"])
def test_death_at_any_point_loses_nothing_and_repeats_nothing(
    installed: Installation, idempotency: str
) -> None:
    lives = json.loads(installed.run(SCRIPT, "matrix", idempotency))
    assert set(lives) == POINTS
    for point, (died, state, effects, told, reported) in lives.items():
        assert died, point
        assert reported, point
        if state == "stuck":
            assert idempotency == "none" and told == 1 and effects <= 1, point
        else:
            assert (state, effects) == ("done", 1), point
