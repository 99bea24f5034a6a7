"""What a person decides: once, audited, and only while it can still be decided."""

from __future__ import annotations

import pytest

from integrations import decisions
from integrations.models import Autonomy, Connection, Delivery, Setting, State
from integrations.not_possible import NotPossible
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User
from tests.integrations.orders import again, cancel, carried_out, effects, refund, tickets


@pytest.fixture
def waiting(demo: Shop) -> Delivery:
    Setting.objects.update(autonomy=Autonomy.APPROVE)
    return cancel(demo, "1001")


@pytest.fixture
def stuck(demo: Shop, vendor: Connection) -> Delivery:
    vendor.settings = {"idempotency": "none"}
    vendor.save()
    return carried_out(cancel(demo, "1010"))


def test_nothing_happens_before_the_approval(waiting: Delivery, agent: User) -> None:
    assert carried_out(waiting).state == State.WAITING_APPROVAL
    decisions.approve(waiting, agent)
    assert carried_out(waiting).state == State.DONE
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.object) == (
        "delivery.approve",
        agent.pk,
        str(waiting.pk),
    )


def test_a_rejection_calls_it_off_and_tells_a_person(waiting: Delivery, agent: User) -> None:
    decisions.reject(waiting, agent, "Already packed")
    after = carried_out(waiting)
    assert (after.state, after.reason, after.reported) == (State.CANCELLED, "Already packed", True)
    assert (tickets(waiting), effects("1001")) == (1, 0)


def test_a_rejection_needs_a_reason_that_goes_into_the_ticket(
    waiting: Delivery, agent: User
) -> None:
    with pytest.raises(NotPossible, match="Write the reason"):
        decisions.reject(waiting, agent, "  ")
    assert again(waiting).state == State.WAITING_APPROVAL
    decisions.reject(waiting, agent, "Already packed")
    ticket = Delivery.objects.get(kind="open_ticket")
    assert ticket.arguments["message"] == "Already packed"


def test_a_second_decision_comes_too_late(waiting: Delivery, agent: User) -> None:
    decisions.reject(waiting, agent, "Too late")
    with pytest.raises(NotPossible):
        decisions.approve(waiting, agent)
    assert AuditEvent.objects.count() == 1


def test_what_the_shop_does_by_hand_is_not_approved(demo: Shop, agent: User) -> None:
    Setting.objects.update(autonomy=Autonomy.SUGGEST)
    suggested = cancel(demo, "1001")
    with pytest.raises(NotPossible):
        decisions.approve(suggested, agent)
    decisions.done_by_hand(suggested, agent, "SHOP-77")
    done = carried_out(suggested)
    assert (done.state, done.result) == (
        State.DONE,
        {"reference": "SHOP-77", "facts": {"reference": "SHOP-77"}},
    )


def test_done_by_hand_needs_a_reference(stuck: Delivery, agent: User) -> None:
    with pytest.raises(NotPossible):
        decisions.done_by_hand(stuck, agent, " ")
    assert again(stuck).state == State.STUCK


def test_a_stuck_delivery_is_tried_again_under_its_key(
    stuck: Delivery, agent: User, vendor: Connection
) -> None:
    vendor.settings = {}
    vendor.save()
    decisions.try_again(stuck, agent)
    queued = again(stuck)
    assert (queued.state, queued.key, queued.reported) == (State.QUEUED, stuck.key, False)


def test_a_rejected_refund_may_be_asked_for_again(demo: Shop, agent: User) -> None:
    Setting.objects.update(autonomy=Autonomy.APPROVE)
    decisions.reject(refund(demo, "1001", "100"), agent, "Not ours")
    assert refund(demo, "1001", "100", visit=2).state == State.WAITING_APPROVAL
