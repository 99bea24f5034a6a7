"""The broker is killed, hangs or forgets: every promise is kept, and kept once."""

from __future__ import annotations

import json

import pytest

from tests.integrations.brokers import Broker, RedisBroker
from tests.integrations.installation import Installation

RACING, SHOPPING = "tests.integrations.racing", "tests.integrations.shopping"
DONE = "SELECT count(*) FROM integrations_delivery WHERE state = 'done' AND reported"
IN_CALL = "SELECT fault_left FROM demo_shop_demoorder WHERE number = '1001'"
LEDGER = "SELECT count(*) FROM demo_shop_demoeffect"
STATES = "SELECT state, attempts FROM integrations_delivery WHERE kind = 'cancel_order'"


@pytest.fixture
def redis(broker: Broker) -> RedisBroker:
    if not isinstance(broker, RedisBroker):
        pytest.skip("files are not a program that could be killed: REDIS_URL is not set")
    return broker


def test_a_ring_that_the_broker_loses_before_pick_up(
    installed: Installation, broker: Broker
) -> None:
    installed.call(f"{RACING}.quick", "1001")
    assert broker.waiting() == 1
    broker.lose_everything()
    assert broker.waiting() == 0
    installed.worker()
    installed.relay()
    assert installed.wait_for(STATES, lambda state: state == "done") == [("done", 1)]
    assert installed.rows(LEDGER) == [(1,)]


@pytest.mark.parametrize("away", ["dead", "hung"])
def test_an_answer_is_taken_while_the_broker_is_away(
    installed: Installation, redis: RedisBroker, away: str
) -> None:
    redis.kill() if away == "dead" else redis.freeze()
    statuses, promised = json.loads(installed.call(f"{SHOPPING}.cancel", "1001"))
    assert statuses == [201, 200, 200, 200]
    assert promised == ["queued"]
    assert installed.rows(STATES) == [("queued", 0)]
    redis.start() if away == "dead" else redis.thaw()
    installed.worker()
    installed.relay()
    assert installed.wait_for(STATES, lambda state: state == "done") == [("done", 1)]
    assert installed.rows(LEDGER) == [(1,)]


def test_the_broker_dies_while_a_worker_runs_one_delivery(
    installed: Installation, redis: RedisBroker
) -> None:
    worker = installed.worker()
    installed.call(f"{RACING}.slow", "1")
    assert installed.wait_for(IN_CALL, lambda left: left == 0) == [(0,)]
    redis.kill()
    assert installed.wait_for(DONE, lambda count: count == 1) == [(1,)]
    redis.start()
    installed.call(f"{RACING}.quick", "1014")
    assert installed.wait_for(DONE, lambda count: count == 2) == [(2,)]
    assert worker.poll() is None
    assert installed.rows(STATES) == [("done", 1)] * 2
    assert installed.rows(LEDGER) == [(2,)]
