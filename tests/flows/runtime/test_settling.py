"""Results of deliveries come back into the session that asked."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from flows.models import Entry
from flows.passage import load
from flows.present import view_of
from flows.runtime.settling import settle
from integrations import outbox
from integrations.models import Delivery, State
from selfservice import clock
from selfservice.tenancy.models import Shop
from tests.flows.runtime.steps import cancelling

pytestmark = pytest.mark.usefixtures("in_demo")


def settled(delivery: Delivery, state: State) -> None:
    delivery.state = state
    delivery.result = {"reference": "C-1", "facts": {}}
    delivery.save()
    settle(delivery)


def cancellation(session: UUID) -> Delivery:
    return next(each for each in outbox.deliveries_of(session) if each.kind == "cancel_order")


@pytest.mark.parametrize(
    ("state", "step"),
    [(State.DONE, "gone"), (State.REFUSED, "human"), (State.STUCK, "human")],
)
def test_each_result_takes_its_exit(demo: Shop, state: State, step: str) -> None:
    passage = cancelling(demo)
    settled(cancellation(passage.session.pk), state)
    assert load(passage.session).position.key.step == step


def test_a_result_told_twice_is_recorded_once(demo: Shop) -> None:
    passage = cancelling(demo)
    delivery = cancellation(passage.session.pk)
    settled(delivery, State.DONE)
    settle(delivery)
    assert Entry.objects.filter(session=passage.session, kind="effect").count() == 1


def test_a_failure_opens_a_ticket_with_the_transcript(demo: Shop) -> None:
    passage = cancelling(demo)
    settled(cancellation(passage.session.pk), State.STUCK)
    tickets = [each for each in outbox.deliveries_of(passage.session.pk) if each.flow]
    context = next(each for each in tickets if each.kind == "open_ticket").context
    assert [line["step"] for line in context["transcript"]] == ["which", "sure"]


def test_a_shopper_who_waits_long_is_told_that_there_is_no_need_to(demo: Shop) -> None:
    passage = cancelling(demo)
    assert view_of(passage).notices == ()
    with time_machine.travel(clock.now() + timedelta(seconds=20)):
        assert len(view_of(passage).notices) == 1
