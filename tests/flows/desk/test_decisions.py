"""Deciding, on the ticket's page, about what a flow promised."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from integrations import outbox
from integrations.desk.models import Ticket
from integrations.models import Autonomy, Delivery, Setting, State
from selfservice.tenancy.models import User
from tests.conftest import signed_in
from tests.flows.desk.conftest import Open
from tests.integrations.orders import request


@pytest.fixture
def promised(ticket: Ticket) -> Delivery:
    """A cancellation that the ticket's own session asked for, and that waits for a person."""
    Setting.objects.update_or_create(
        effect="cancel_order", defaults={"shop": ticket.shop, "autonomy": Autonomy.APPROVE}
    )
    return outbox.put(ticket.shop, request(session=ticket.session, order="1001"))


def decide(client: Client, ticket: Ticket, delivery: Delivery, **pressed: str) -> Any:
    return client.post(reverse("admin:desk_decide", args=[ticket.number, delivery.pk]), pressed)


def state(delivery: Delivery) -> str:
    return Delivery.objects.get(pk=delivery.pk).state


def test_what_waits_is_approved_on_the_ticket(
    ticket: Ticket, promised: Delivery, as_agent: Client
) -> None:
    page = as_agent.get(reverse("admin:desk_ticket", args=[ticket.number])).content.decode()
    assert "Cancel the order (1001)" in page
    assert "Waiting for approval" in page
    decide(as_agent, ticket, promised, _approve="1")
    assert state(promised) == State.QUEUED


def test_a_second_decision_is_refused_with_a_sentence(
    ticket: Ticket, promised: Delivery, as_agent: Client
) -> None:
    decide(as_agent, ticket, promised, _approve="1")
    address = reverse("admin:desk_decide", args=[ticket.number, promised.pk])
    answer = as_agent.post(address, {"_reject": "1", "said": "no"}, follow=True)
    assert "has moved on meanwhile" in answer.content.decode()
    assert state(promised) == State.QUEUED


def test_what_was_done_by_hand_needs_its_reference(
    ticket: Ticket, promised: Delivery, as_agent: Client
) -> None:
    decide(as_agent, ticket, promised, _done_by_hand="1", said=" ")
    assert state(promised) == State.WAITING_APPROVAL
    decide(as_agent, ticket, promised, _done_by_hand="1", said="R-17")
    assert state(promised) == State.DONE


def test_nothing_pressed_is_nothing_decided(
    ticket: Ticket, promised: Delivery, as_agent: Client
) -> None:
    assert decide(as_agent, ticket, promised).status_code == 302
    assert state(promised) == State.WAITING_APPROVAL


def test_another_tickets_action_is_not_decided_here(
    promised: Delivery, opened: Open, as_agent: Client
) -> None:
    assert decide(as_agent, opened(), promised, _approve="1").status_code == 404
    assert state(promised) == State.WAITING_APPROVAL


def test_only_those_decide_who_may(
    ticket: Ticket, promised: Delivery, as_role: Callable[[str], Client], stranger: User
) -> None:
    for client, status in ((as_role("auditor"), 403), (signed_in(stranger), 404)):
        assert decide(client, ticket, promised, _approve="1").status_code == status
    assert state(promised) == State.WAITING_APPROVAL
