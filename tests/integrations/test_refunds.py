"""A refund whose worker died is repeated only while there is still room for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import override_settings

from integrations import failpoints
from integrations.delivery.sweep import Sweep
from integrations.demo_shop.models import DemoOrder, Fault
from integrations.models import Delivery, State
from selfservice import clock
from selfservice.tenancy.models import Shop
from tests.integrations.orders import at_once, carried_out, promised, tickets

Mugs = Callable[[int], Delivery]


class Killed(BaseException):
    """The process is gone: nothing of ours catches this."""


def _die(_process: int, _signal: int) -> None:
    raise Killed


@pytest.fixture
def mugs(demo: Shop) -> Mugs:
    """Gives back so many mugs of the two; the vendor itself looks at nothing."""
    DemoOrder.objects.update(captured=10**8)

    def promise(count: int) -> Delivery:
        return promised(demo, "1030", visit=count, lines=[{"id": "MUG", "quantity": count}])

    return promise


@pytest.fixture
def dies(monkeypatch: pytest.MonkeyPatch) -> Callable[[Delivery, str], None]:
    monkeypatch.setattr(failpoints, "os", SimpleNamespace(kill=_die, getpid=os.getpid))

    def die(delivery: Delivery, point: str) -> None:
        with override_settings(FAILPOINT=point), suppress(Killed):
            carried_out(delivery)
        Delivery.objects.filter(pk=delivery.pk).update(
            lease_until=clock.now() - timedelta(minutes=1)
        )
        Sweep(lambda _delivery_id: None).once()

    return die


def given_back() -> int:
    return DemoOrder.objects.get(number="1030").refunded


def test_a_refusal_that_was_not_recorded_lets_nothing_pass(
    mugs: Mugs, dies: Callable[[Delivery, str], None]
) -> None:
    both = mugs(2)
    assert carried_out(mugs(1)).state == State.DONE
    dies(both, "record.written")
    stuck = carried_out(at_once(both))
    assert (stuck.state, stuck.reason) == (State.STUCK, "These items were refunded before.")
    assert tickets(stuck) == 1
    assert given_back() == 24900


@pytest.mark.parametrize("point", ["claim.committed", "call.before", "call.after"])
def test_while_one_is_to_be_repeated_another_waits_for_it(
    mugs: Mugs, dies: Callable[[Delivery, str], None], point: str
) -> None:
    both, one = mugs(2), mugs(1)
    dies(both, point)
    assert carried_out(one).state == State.QUEUED
    assert carried_out(at_once(both)).state == State.DONE
    assert carried_out(at_once(one)).state == State.REFUSED
    assert given_back() == 49800


def test_silence_too_keeps_the_room_that_it_may_have_taken(demo: Shop, mugs: Mugs) -> None:
    both, one = mugs(2), mugs(1)
    DemoOrder.objects.update(fault=Fault.SILENT_AFTER, fault_left=1)
    assert carried_out(both).state == State.QUEUED
    assert carried_out(one).state == State.QUEUED
    assert carried_out(at_once(both)).state == State.DONE
    assert carried_out(at_once(one)).state == State.REFUSED
    assert given_back() == 49800
