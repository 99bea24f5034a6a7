"""Every way on of a delivery: done, tried again, asked about, refused, stuck."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.dispatch import receiver
from django.utils import timezone

from integrations import outbox
from integrations.demo_shop.models import DemoOrder, Fault
from integrations.desk.models import Ticket
from integrations.models import Attempt, Connection, Delivery, State
from integrations.signals import delivery_settled
from selfservice.tenancy.models import Shop
from tests.integrations.orders import (
    at_once,
    cancel,
    carried_out,
    effects,
    refund,
    request,
    status,
    tickets,
)


def _fault(number: str, fault: str, left: int | None = None) -> None:
    DemoOrder.objects.filter(number=number).update(fault=fault, fault_left=left)


def _play(vendor: Connection, idempotency: str) -> None:
    vendor.settings = {"idempotency": idempotency}
    vendor.save()


def test_a_cancellation_is_done_once(demo: Shop) -> None:
    done = carried_out(cancel(demo, "1001"))
    assert done.state == State.DONE
    assert done.result["facts"]["reference"] == done.result["reference"]
    carried_out(done)
    assert (status("1001"), effects("1001")) == ("cancelled", 1)


def test_the_attempt_is_there_before_the_result(demo: Shop) -> None:
    done = carried_out(cancel(demo, "1001"))
    attempt = Attempt.objects.get(delivery=done)
    assert (attempt.number, attempt.outcome) == (1, "done")


def test_a_refusal_by_the_vendor_opens_a_ticket(demo: Shop) -> None:
    refused = carried_out(cancel(demo, "1009"))
    assert (refused.state, refused.result) == (State.REFUSED, {"code": "refused"})
    assert tickets(refused) == 1


@pytest.mark.parametrize("number", ["1002", "1003", "1006", "1007"])
def test_what_no_longer_holds_is_refused_with_a_sentence_and_a_ticket(
    demo: Shop, number: str
) -> None:
    refused = carried_out(cancel(demo, number))
    assert (refused.state, effects(number)) == (State.REFUSED, 0)
    assert refused.result == {"code": "no_longer_holds"}
    assert refused.reason and tickets(refused) == 1


def test_an_order_that_vanished_is_refused(demo: Shop) -> None:
    assert carried_out(cancel(demo, "4711")).result == {"code": "no_order"}


def test_a_second_session_cannot_cancel_again(demo: Shop) -> None:
    carried_out(cancel(demo, "1001"))
    assert carried_out(cancel(demo, "1001", session=uuid4())).state == State.REFUSED
    assert effects("1001") == 1


def test_nothing_happened_is_tried_again_later(demo: Shop) -> None:
    before = timezone.now() - timedelta(milliseconds=1)  # as exact as SQLite's clock
    waiting = carried_out(cancel(demo, "1011"))
    assert (waiting.state, waiting.attempts) == (State.QUEUED, 1)
    assert waiting.due and waiting.due >= before
    assert carried_out(waiting).attempts in {1, 2}
    _fault("1011", Fault.NONE)
    assert carried_out(at_once(waiting)).state == State.DONE
    assert effects("1011") == 1


def test_a_vendors_wish_for_a_pause_rests_the_connection(demo: Shop, vendor: Connection) -> None:
    _fault("1001", Fault.BUSY, 1)
    before = timezone.now()
    waiting = carried_out(cancel(demo, "1001"))
    vendor.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (State.QUEUED, 0)
    assert vendor.open_until and vendor.open_until > before + timedelta(seconds=20)
    Delivery.objects.update(due=None)
    assert carried_out(waiting).state == State.QUEUED
    assert carried_out(at_once(waiting)).state == State.DONE


@pytest.mark.parametrize("fault", [Fault.SILENT_AFTER, Fault.SILENT_BEFORE])
def test_silence_is_repeated_under_the_same_key_where_keys_are_kept(demo: Shop, fault: str) -> None:
    _fault("1001", fault, 1)
    waiting = carried_out(cancel(demo, "1001"))
    assert waiting.state == State.QUEUED
    assert carried_out(at_once(waiting)).state == State.DONE
    assert effects("1001") == 1


@pytest.mark.parametrize("fault", [Fault.SILENT_AFTER, Fault.SILENT_BEFORE])
def test_silence_is_asked_about_after_a_quarantine(
    demo: Shop, vendor: Connection, fault: str
) -> None:
    _play(vendor, "lookup")
    _fault("1001", fault, 1)
    before = timezone.now()
    checking = carried_out(cancel(demo, "1001"))
    assert checking.state == State.CHECKING
    assert checking.due and checking.due > before + timedelta(seconds=100)
    assert carried_out(checking).state == State.CHECKING
    after = carried_out(at_once(checking))
    assert after.state == (State.DONE if fault == Fault.SILENT_AFTER else State.QUEUED)
    assert carried_out(at_once(after)).state == State.DONE
    assert effects("1001") == 1


def test_silence_of_a_vendor_that_cannot_be_asked_goes_to_a_person(
    demo: Shop, vendor: Connection
) -> None:
    _play(vendor, "none")
    stuck = carried_out(cancel(demo, "1010"))
    assert stuck.state == State.STUCK
    assert tickets(stuck) == 1
    assert carried_out(at_once(stuck)).state == State.STUCK
    assert effects("1010") == 1


def test_a_wrong_key_waits_for_the_owner_without_using_up_attempts(
    demo: Shop, vendor: Connection
) -> None:
    _fault("1001", Fault.UNAUTHORISED, 1)
    waiting = carried_out(cancel(demo, "1001"))
    vendor.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (State.QUEUED, 0)
    assert vendor.open_until is not None and vendor.problem
    assert carried_out(at_once(waiting)).state == State.DONE


def test_without_a_connection_a_delivery_waits(in_shop: Shop) -> None:
    mail = outbox.put(in_shop, request("send_email", to="a@b.cz", subject="s", body="b"))
    waiting = carried_out(mail)
    assert (waiting.state, waiting.attempts) == (State.QUEUED, 0)


def test_three_defects_are_enough(demo: Shop) -> None:
    _fault("1001", Fault.BROKEN)
    delivery = cancel(demo, "1001")
    states = [carried_out(at_once(delivery)).state for _try in range(3)]
    assert states == [State.QUEUED, State.QUEUED, State.STUCK]
    assert tickets(delivery) == 1


def test_what_is_tried_for_days_goes_to_a_person(demo: Shop) -> None:
    delivery = cancel(demo, "1011")
    Delivery.objects.update(created=timezone.now() - timedelta(days=4))
    assert carried_out(delivery).state == State.STUCK
    assert tickets(delivery) == 1


def test_refunds_never_exceed_what_was_paid(demo: Shop) -> None:
    first = carried_out(refund(demo, "1003", "700", lines=[{"id": "TRAY", "quantity": 1}]))
    second = carried_out(
        refund(demo, "1003", "99", session=uuid4(), lines=[{"id": "MUG", "quantity": 1}])
    )
    assert (first.state, second.state) == (State.DONE, State.REFUSED)
    assert second.result == {"code": "too_much"}
    assert DemoOrder.objects.get(number="1003").refunded == 70000


def test_a_refund_waits_for_another_that_is_under_way(demo: Shop) -> None:
    first = refund(demo, "1003", "700", lines=[{"id": "TRAY", "quantity": 1}])
    Delivery.objects.filter(pk=first.pk).update(
        state=State.RUNNING, lease_until=timezone.now() + timedelta(minutes=1)
    )
    second = refund(demo, "1003", "99", session=uuid4(), lines=[{"id": "MUG", "quantity": 1}])
    assert carried_out(second).state == State.QUEUED


def test_a_ticket_holds_the_case_and_the_sentence(demo: Shop) -> None:
    refused = carried_out(cancel(demo, "1009"))
    carried_out(Delivery.objects.get(kind="open_ticket"))
    ticket = Ticket.objects.get()
    trouble = "Cancel the order (1009): needs a person"
    assert ticket.case == {**refused.context, "trouble": trouble}
    assert f"{trouble}\n{refused.reason}" in {message.body for message in ticket.messages.all()}


def test_the_settled_signal_is_repeated_until_it_is_received(demo: Shop) -> None:
    heard: list[str] = []

    @receiver(delivery_settled, weak=False, dispatch_uid="test")
    def hear(delivery: Delivery, **_sent: object) -> None:
        heard.append(delivery.state)
        if len(heard) == 1:
            raise RuntimeError("not now")

    try:
        missed = carried_out(cancel(demo, "1001", session=None))
        assert (missed.state, missed.reported) == (State.DONE, False)
        assert carried_out(missed).reported
        carried_out(missed)
        assert heard == ["done", "done"]
    finally:
        delivery_settled.disconnect(dispatch_uid="test")
