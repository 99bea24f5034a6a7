"""One winner for each row, and no word from those whose lease ran out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from integrations.delivery import claims
from integrations.delivery.claims import Claim
from integrations.delivery.sweep import Sweep
from integrations.models import Attempt, Connection, Delivery, State
from integrations.values import Receipt
from selfservice.tenancy.models import Shop
from tests.integrations.orders import again, at_once, cancel, carried_out, effects


def _claimed(delivery: Delivery, vendor: Connection) -> Claim:
    claim = claims.claim(again(delivery), vendor)
    assert claim is not None
    return claim


def _expire(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        lease_until=timezone.now() - timedelta(minutes=1)
    )


def _sweep_quietly() -> None:
    Sweep(lambda _delivery_id: None).once()


def test_the_second_claim_of_a_row_gets_nothing(demo: Shop, vendor: Connection) -> None:
    delivery = cancel(demo, "1001")
    _claimed(delivery, vendor)
    assert claims.claim(delivery, vendor) is None
    assert Attempt.objects.count() == 1


def test_a_row_that_is_not_due_cannot_be_claimed(demo: Shop, vendor: Connection) -> None:
    delivery = cancel(demo, "1001")
    Delivery.objects.update(due=timezone.now() + timedelta(minutes=1))
    assert claims.claim(again(delivery), vendor) is None


def test_what_was_settled_meanwhile_cannot_be_claimed(demo: Shop, vendor: Connection) -> None:
    """By a worker that read the row while it waited."""
    delivery = cancel(demo, "1001")
    assert claims.finish(_claimed(delivery, vendor), Receipt("FIRST"))
    assert delivery.state == State.QUEUED
    assert claims.claim(delivery, vendor) is None


def test_two_workers_do_not_ask_about_one_call(demo: Shop, vendor: Connection) -> None:
    delivery = cancel(demo, "1001")
    assert claims.check_later(_claimed(delivery, vendor), "Silence.", timedelta())
    asking = _claimed(delivery, vendor)
    assert asking.state == State.CHECKING
    assert claims.claim(again(delivery), vendor) is None
    _expire(delivery)
    assert _claimed(delivery, vendor).fence == asking.fence + 1


@pytest.mark.parametrize(
    "moved", [{"state": State.CHECKING}, {"lease_until": None}, {"fence": 9}], ids=str
)
def test_a_claim_that_the_row_does_not_bear_out_is_not_heard(
    demo: Shop, vendor: Connection, moved: dict[str, Any]
) -> None:
    delivery = cancel(demo, "1001")
    claim = _claimed(delivery, vendor)
    Delivery.objects.filter(pk=delivery.pk).update(**moved)
    before = again(delivery).state
    assert not claims.finish(claim, Receipt("LATE"))
    assert again(delivery).state == before


def test_a_late_writer_is_not_heard(demo: Shop, vendor: Connection) -> None:
    delivery = cancel(demo, "1001")
    late = _claimed(delivery, vendor)
    _expire(delivery)
    _sweep_quietly()
    assert again(delivery).state == State.QUEUED
    assert not claims.refuse(late, "too late", "late")
    assert carried_out(at_once(delivery)).state == State.DONE
    assert not claims.stick(late, "too late")
    assert (again(delivery).state, effects("1001")) == (State.DONE, 1)


def test_a_late_writer_is_not_heard_while_the_next_one_works(
    demo: Shop, vendor: Connection
) -> None:
    delivery = cancel(demo, "1001")
    late = _claimed(delivery, vendor)
    _expire(delivery)
    _sweep_quietly()
    next_one = _claimed(at_once(delivery), vendor)
    assert not claims.finish(late, Receipt("LATE"))
    assert claims.finish(next_one, Receipt("NEXT"))
    assert again(delivery).result == {"reference": "NEXT", "facts": {}}


def test_an_attempt_keeps_what_a_late_writer_saw(demo: Shop, vendor: Connection) -> None:
    delivery = cancel(demo, "1001")
    late = _claimed(delivery, vendor)
    _expire(delivery)
    _sweep_quietly()
    claims.finish(late, Receipt("LATE"))
    assert Attempt.objects.get(delivery=delivery).outcome == "done"


def test_after_a_lost_lease_the_order_is_not_judged_by_its_own_cancellation(
    demo: Shop, vendor: Connection
) -> None:
    """The first worker cancelled and died: its repetition must not read "cancelled" as a no."""
    delivery = cancel(demo, "1010")
    assert carried_out(delivery).state == State.QUEUED
    assert carried_out(at_once(delivery)).state == State.DONE
    assert effects("1010") == 1
