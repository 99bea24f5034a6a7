"""Programs are killed and races are run: every promise is kept, and kept once."""

from __future__ import annotations

import json
import random
import signal
from dataclasses import dataclass
from functools import partial
from operator import lt

import pytest
from django.conf import settings

from integrations.connectors.webhook_secrets import new_secret
from integrations.failpoints import POINTS
from tests.integrations.connectors.receiver import Receiver, receiving
from tests.integrations.installation import Installation

RACING, DYING = "tests.integrations.racing", "tests.integrations.dying"
LEDGER = "SELECT count(*) FROM demo_shop_demoeffect"
IN_CALL = "SELECT fault_left FROM demo_shop_demoorder WHERE number = '1001'"
CANCELLED = (
    "SELECT count(*) FROM demo_shop_demoorder WHERE number LIKE 'M%' AND status = 'cancelled'"
)
OPEN = "SELECT count(*) FROM integrations_delivery WHERE NOT reported"
STATES = "SELECT state, attempts FROM integrations_delivery"
POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


@dataclass
class HangingUp(Receiver):
    """The first event is taken; then the database ends every connection before it can be noted."""

    database: Installation | None = None

    def take(self, headers: dict[str, str], body: bytes) -> int:
        status = super().take(headers, body)
        if self.database is not None and len(self.heard) == 1:
            self.database.sever()
        return status


def take_up_soon(installed: Installation) -> None:
    """What a worker had in its hands when it died is taken up again after a few seconds.

    Who is slow on a busy machine loses its row too, so that there may be more attempts than two.
    """
    installed.env |= {"DELIVERY_LEASE_SECONDS": "5", "CONNECTOR_DEADLINE_SECONDS": "2"}


def test_a_worker_killed_in_the_middle_of_a_call(installed: Installation) -> None:
    take_up_soon(installed)
    installed.call(f"{RACING}.slow", "60")
    first = installed.worker()
    assert installed.wait_for(IN_CALL, lambda left: left == 0) == [(0,)]
    assert installed.rows(STATES) == [("running", 1)]
    installed.kill(first)
    installed.worker()
    installed.relay()
    [(state, attempts)] = installed.wait_for(STATES, lambda state: state == "done")
    assert state == "done" and attempts >= 2
    assert installed.rows(LEDGER) == [(1,)]


def test_three_relays_without_a_broker_do_everything_once(installed: Installation) -> None:
    installed.call(f"{RACING}.many", "25")
    installed.env["BROKER_URL"] = "redis://127.0.0.1:1/0"
    relays = [installed.relay() for _each in range(3)]
    assert installed.wait_for(OPEN, lambda count: count == 0) == [(0,)]
    assert installed.rows(STATES) == [("done", 1)] * 25
    assert installed.rows(LEDGER) == [(25,)]
    assert installed.rows("SELECT count(*) FROM integrations_attempt") == [(25,)]
    # One that has not even begun to look ends at once.
    assert {installed.stop(relay) for relay in relays} <= {0, -signal.SIGTERM}


def test_workers_killed_at_random_moments_do_everything_once(installed: Installation) -> None:
    installed.call(f"{RACING}.many", "50", "0.2")
    take_up_soon(installed)
    for _each in range(2):
        installed.relay()
    workers = [installed.worker() for _each in range(2)]
    for moment in sorted(random.sample(range(45), 3)):
        installed.wait_for(LEDGER, partial(lt, moment))
        installed.kill(workers.pop(0))
        workers.append(installed.worker())
    assert installed.wait_for(OPEN, lambda count: count == 0) == [(0,)]
    assert [state for state, _attempts in installed.rows(STATES)] == ["done"] * 50
    assert installed.rows(LEDGER) == [(50,)]
    assert installed.rows(CANCELLED) == [(50,)]


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has no connection that could be ended")
def test_a_database_that_hangs_up_in_the_middle_of_a_call(installed: Installation) -> None:
    installed.env["ALLOW_PRIVATE_TARGETS"] = "1"
    take_up_soon(installed)
    with receiving(HangingUp(secret=new_secret(), database=installed)) as receiver:
        worker, relay = installed.worker(), installed.relay()
        installed.call(f"{RACING}.hook", receiver.address, receiver.secret)
        [(state, attempts)] = installed.wait_for(STATES, lambda state: state == "done")
        assert state == "done" and attempts >= 2
        assert worker.poll() is None and relay.poll() is None
    assert len(receiver.heard) >= 2
    assert set(receiver.events) == set(receiver.heard)
    assert len(receiver.events) == 1


def test_of_many_claims_of_one_row_exactly_one_wins(installed: Installation) -> None:
    assert installed.call(f"{RACING}.race", "8").split() == ["1"]


@pytest.mark.parametrize("idempotency", ["native", "lookup", "none"])
def test_death_at_any_point_loses_nothing_and_repeats_nothing(
    installed: Installation, idempotency: str
) -> None:
    lives = json.loads(installed.call(f"{DYING}.matrix", idempotency))
    assert set(lives) == POINTS
    for point, (died, state, effects, told, reported) in lives.items():
        assert died, point
        assert reported, point
        if state == "stuck":
            assert idempotency == "none" and told == 1 and effects <= 1, point
        else:
            assert (state, effects) == ("done", 1), point


def test_death_at_any_point_reaches_a_webhook_once_per_id(installed: Installation) -> None:
    installed.env["ALLOW_PRIVATE_TARGETS"] = "1"
    with receiving(Receiver(secret=new_secret())) as receiver:
        lives = json.loads(installed.call(f"{DYING}.hooks", receiver.address, receiver.secret))
    assert set(lives) == POINTS
    assert [life[:2] for life in lives.values()] == [[True, "done"]] * len(POINTS)
    assert set(receiver.events) == {key for _died, _state, key in lives.values()}
    assert receiver.forged == []
    repeated = {point for point, life in lives.items() if receiver.heard.count(life[2]) == 2}
    assert repeated == {"call.after", "record.written"}


def test_death_at_any_point_leaves_one_row_in_a_spreadsheet(installed: Installation) -> None:
    lives = json.loads(installed.call(f"{DYING}.rows"))
    assert lives == {point: [True, "done", 1] for point in POINTS}
