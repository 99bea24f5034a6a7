"""What the relay finds: due rows, lost leases, missed reports, and what takes too long."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db.models import F
from django.utils import timezone

from integrations import doorbell
from integrations.delivery import claims
from integrations.delivery.sweep import Sweep
from integrations.models import Connection, Delivery, State
from selfservice.privacy.fields import Sealed
from selfservice.tenancy.models import Shop
from tests.integrations.orders import again, cancel, carried_out, tickets


class Bell:
    """Counts who was rung for; `answers` is whether the broker is there."""

    def __init__(self, answers: bool) -> None:
        self.answers = answers
        self.rung: list[UUID] = []

    def __call__(self, delivery_id: UUID) -> bool:
        self.rung.append(delivery_id)
        return self.answers


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> Bell:
    bell = Bell(answers=True)
    monkeypatch.setattr(doorbell, "publish", bell)
    return bell


def test_a_due_row_is_rung_for_and_then_left_a_while(demo: Shop, bell: Bell) -> None:
    delivery = cancel(demo, "1001")
    sweep = Sweep()
    assert sweep.once() == 1
    Delivery.objects.update(rung=F("rung") + timedelta(minutes=1))  # however slow the machine is
    assert sweep.once() == 0
    assert bell.rung == [delivery.pk]
    Delivery.objects.update(rung=timezone.now() - timedelta(seconds=6))
    assert sweep.once() == 1


def test_without_a_broker_the_relay_does_the_work(demo: Shop, bell: Bell) -> None:
    bell.answers = False
    one, two = cancel(demo, "1001"), cancel(demo, "1010")
    Sweep().once()
    assert again(one).state == State.DONE
    assert again(two).attempts == 1
    assert len(bell.rung) == 1  # the broker was tried once for both


def test_settled_but_unreported_rows_are_rung_for(demo: Shop, bell: Bell) -> None:
    delivery = carried_out(cancel(demo, "1001"))
    Delivery.objects.update(reported=False)
    Sweep().once()
    assert bell.rung == [delivery.pk]


def test_a_row_that_cannot_be_read_keeps_no_other_waiting(
    demo: Shop, vendor: Connection, bell: Bell
) -> None:
    spoilt, sound = cancel(demo, "1001"), cancel(demo, "1010")
    for delivery in (spoilt, sound):
        claims.claim(delivery, vendor)
    Delivery.objects.update(created=timezone.now() - timedelta(minutes=16))
    Delivery.objects.filter(pk=spoilt.pk).update(context=Sealed("k1:AAAA"))
    Sweep().once()
    assert (tickets(spoilt), tickets(sound)) == (0, 1)


def test_waiting_for_approval_is_left_alone(in_shop: Shop, bell: Bell) -> None:
    cancel(in_shop, "1001")
    assert Sweep().once() == 0


def test_a_paused_or_resting_connection_is_left_alone(
    demo: Shop, vendor: Connection, bell: Bell
) -> None:
    cancel(demo, "1001")
    Delivery.objects.update(connection=vendor)
    Connection.objects.update(paused=True)
    assert Sweep().once() == 0
    Connection.objects.update(paused=False, open_until=timezone.now() + timedelta(minutes=1))
    assert Sweep().once() == 0
    Connection.objects.update(open_until=timezone.now() - timedelta(seconds=1))
    assert Sweep().once() == 1


@pytest.mark.parametrize(
    ("idempotency", "state"),
    [("native", State.QUEUED), ("lookup", State.CHECKING), ("none", State.STUCK)],
)
def test_a_lost_lease_means_that_nobody_knows(
    demo: Shop, vendor: Connection, bell: Bell, idempotency: str, state: State
) -> None:
    vendor.settings = {"idempotency": idempotency}
    vendor.save()
    delivery = cancel(demo, "1001")
    claims.claim(delivery, vendor)
    Sweep().once()
    assert again(delivery).state == State.RUNNING
    Delivery.objects.update(lease_until=timezone.now() - timedelta(seconds=6))
    Sweep().once()
    assert again(delivery).state == state


def test_what_takes_a_quarter_of_an_hour_gets_one_ticket(demo: Shop, bell: Bell) -> None:
    delivery = cancel(demo, "1001")
    Delivery.objects.update(created=timezone.now() - timedelta(minutes=16))
    Sweep().once()
    Sweep().once()
    assert tickets(delivery) == 1


def test_a_late_row_that_gets_stuck_has_its_ticket_already(
    demo: Shop, vendor: Connection, bell: Bell
) -> None:
    vendor.settings = {"idempotency": "none"}
    vendor.save()
    delivery = cancel(demo, "1010")
    Delivery.objects.update(created=timezone.now() - timedelta(minutes=16))
    Sweep().once()
    assert carried_out(delivery).state == State.STUCK
    assert tickets(delivery) == 1
