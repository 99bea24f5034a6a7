"""How an action stands is told to the shopper as the delivery has it, and not otherwise."""

from __future__ import annotations

import pytest

from flows import runtime
from flows.passage import load
from flows.present import view_of
from integrations.delivery import carry_out
from integrations.desk.models import Status, Ticket
from integrations.models import Delivery, State
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.runtime.steps import asked, cancelling


@pytest.mark.parametrize("state", State)
def test_a_shopper_reads_the_deliverys_own_state(demo: Shop, state: State) -> None:
    with within(demo):
        passage = cancelling(demo)
        Delivery.objects.filter(kind="cancel_order").update(state=state)
        [told] = view_of(passage).deliveries
    assert told.status == ("refused" if state is State.CANCELLED else state.value)


@pytest.mark.parametrize("status", Status)
def test_a_shopper_reads_how_the_ticket_stands_on_the_desk(demo: Shop, status: Status) -> None:
    with within(demo):
        passage = runtime.answer(asked(demo), "sure", option="person")
        carry_out(Delivery.objects.get(kind="open_ticket").pk)
        Ticket.objects.update(status=status)
        told = view_of(load(passage.session)).ticket
    assert told is not None
    assert (told.number, told.status) == ("1", status.value)


def test_what_settled_unheard_by_the_session_is_asked_about_again(demo: Shop) -> None:
    """Between the two a page knows neither the number nor anything that is under way."""
    with within(demo):
        before = runtime.answer(asked(demo), "sure", option="person")
        carry_out(Delivery.objects.get(kind="open_ticket").pk)
        unheard, heard = view_of(before), view_of(load(before.session))
    assert unheard.ticket is None
    assert unheard.poll_after
    assert heard.ticket
    assert heard.poll_after is None
