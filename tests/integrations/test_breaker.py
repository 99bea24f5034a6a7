"""A connection whose calls keep failing rests, and one probe finds out whether it is well."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from integrations import breaker
from integrations.demo_shop.models import DemoOrder, Fault
from integrations.models import Connection, Delivery, State
from selfservice.tenancy.models import Shop
from tests.integrations.orders import again, cancel, carried_out


def _fresh(vendor: Connection) -> Connection:
    return Connection.objects.get(pk=vendor.pk)


def _fail(vendor: Connection, times: int) -> None:
    for _time in range(times):
        breaker.failed(vendor, "no answer")


def test_four_failures_are_bad_luck_and_five_a_rest(vendor: Connection) -> None:
    _fail(vendor, 4)
    assert breaker.admits(_fresh(vendor))
    _fail(vendor, 1)
    assert not breaker.admits(_fresh(vendor))


def test_while_it_rests_deliveries_keep_their_attempts(demo: Shop, vendor: Connection) -> None:
    _fail(vendor, 5)
    delivery = carried_out(cancel(demo, "1001"))
    assert (delivery.state, delivery.attempts) == (State.QUEUED, 0)


def test_after_the_rest_exactly_one_may_probe(vendor: Connection) -> None:
    _fail(vendor, 5)
    Connection.objects.update(open_until=timezone.now() - timedelta(seconds=1))
    one, other = _fresh(vendor), _fresh(vendor)
    assert [breaker.admits(one), breaker.admits(other)] == [True, False]


def test_an_answer_ends_the_rest(demo: Shop, vendor: Connection) -> None:
    _fail(vendor, 5)
    Connection.objects.update(open_until=timezone.now() - timedelta(seconds=1))
    assert carried_out(cancel(demo, "1001")).state == State.DONE
    healed = _fresh(vendor)
    assert (healed.failures, healed.open_until, healed.problem) == (0, None, "")


def test_a_refusal_is_an_answer(demo: Shop, vendor: Connection) -> None:
    _fail(vendor, 4)
    carried_out(cancel(demo, "1009"))
    assert _fresh(vendor).failures == 0


def test_each_failed_probe_doubles_the_rest_up_to_a_quarter_hour(vendor: Connection) -> None:
    def rest() -> timedelta:
        resting = _fresh(vendor)
        assert resting.open_until and resting.last_failure
        return resting.open_until - resting.last_failure

    _fail(vendor, 5)
    assert timedelta(seconds=29) < rest() < timedelta(seconds=50)
    _fail(vendor, 1)
    assert timedelta(seconds=59) < rest() < timedelta(seconds=100)
    _fail(vendor, 20)
    assert timedelta(minutes=14) < rest() <= timedelta(minutes=16)


def test_a_paused_connection_is_not_called(demo: Shop, vendor: Connection) -> None:
    Connection.objects.filter(pk=vendor.pk).update(paused=True)
    delivery = cancel(demo, "1001")
    assert carried_out(delivery).state == State.QUEUED
    Connection.objects.filter(pk=vendor.pk).update(paused=False)
    assert carried_out(delivery).state == State.DONE


def test_failing_calls_open_it(demo: Shop, vendor: Connection) -> None:
    DemoOrder.objects.filter(number="1001").update(fault=Fault.FAILS, fault_left=7)
    delivery = cancel(demo, "1001")
    for _time in range(7):
        Delivery.objects.update(due=None)
        carried_out(delivery)
    assert again(delivery).attempts == 5
    assert _fresh(vendor).open_until is not None
