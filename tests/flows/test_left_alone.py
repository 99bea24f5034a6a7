"""A delivery names a person for as long as the session or ticket that it belongs to is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps

from flows.models import Session
from integrations import outbox
from integrations.desk import working
from integrations.desk.models import Ticket
from integrations.models import Delivery, State
from selfservice import clock
from selfservice.privacy.retention import remove_overdue
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within
from tests.flows.desk.conftest import a_ticket

JANE = "jane@example.com"


@pytest.fixture
def anna(demo: Shop) -> Iterator[Shop]:
    with within(demo):
        yield demo


def _night(days: int) -> None:
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        remove_overdue()


def _session(shop: Shop) -> Session:
    return Session.objects.create(
        shop=shop, token=uuid4().hex, language="en", last_used=clock.now()
    )


def _row(shop: Shop, session: Session, state: State, flow: str = "", **more: Any) -> Delivery:
    wanted = outbox.Request(
        *(session.pk, flow, "", 1, uuid4().hex, "send_email"),
        arguments={"to": JANE, "subject": "Your code", "body": "ABCD"},
        context={"contact": JANE},
    )
    row = outbox.put(shop, wanted)
    settled = None if state == State.WAITING_APPROVAL else clock.now()
    Delivery.objects.filter(pk=row.pk).update(state=state, settled=settled, **more)
    return row


def _names_jane(row: Delivery) -> bool:
    row.refresh_from_db()
    return JANE in str([row.arguments, row.context, row.result, row.reason])


def test_a_delivery_is_masked_in_the_night_its_session_goes(anna: Shop) -> None:
    row = _row(anna, _session(anna), State.DONE)
    _night(89)
    assert _names_jane(row)
    _night(91)
    assert not _names_jane(row)
    assert (row.state, row.kind) == (State.DONE, "send_email")


def test_what_is_still_to_be_decided_is_masked_once_it_is(anna: Shop) -> None:
    row = _row(anna, _session(anna), State.WAITING_APPROVAL, "returns")
    stuck = _row(anna, _session(anna), State.STUCK, "returns")
    _night(91)
    assert _names_jane(row)
    assert _names_jane(stuck)
    Delivery.objects.update(state=State.CANCELLED, settled=clock.now())
    _night(91)
    assert not _names_jane(row)
    assert not _names_jane(stuck)


def test_a_code_that_was_never_sent_is_called_off_with_its_session(anna: Shop) -> None:
    row = _row(anna, _session(anna), State.STUCK)
    _night(91)
    assert not _names_jane(row)
    assert row.state == State.CANCELLED


def test_it_stays_as_long_as_the_ticket_of_its_session(anna: Shop, agent: User) -> None:
    session = _session(anna)
    row = _row(anna, session, State.DONE)
    ticket = a_ticket(anna, "Complaint", session=session.pk)
    _night(91)
    assert not Session.objects.exists()
    assert _names_jane(row)
    working.close(ticket, agent)
    _night(731)
    assert not Ticket.objects.exists()
    assert not _names_jane(row)


def test_a_tickets_own_mails_go_with_the_ticket(anna: Shop, agent: User) -> None:
    ticket = a_ticket(anna, "Complaint")
    working.reply(ticket, agent, "We send a new one.")
    Delivery.objects.update(state=State.DONE, settled=clock.now())
    working.close(ticket, agent)
    mails = list(Delivery.objects.filter(kind="send_email"))
    assert mails
    _night(729)
    assert all(map(_names_jane, mails))
    _night(731)
    assert not any(map(_names_jane, mails))


def test_deliveries_from_before_learn_whose_they_are(anna: Shop, agent: User) -> None:
    ticket = a_ticket(anna, "Complaint")
    working.reply(ticket, agent, "We send a new one.")
    acted = _row(anna, _session(anna), State.DONE, step=f"ticket:{ticket.pk.hex}")
    other = _row(anna, _session(anna), State.DONE)
    Delivery.objects.update(ticket=None)
    migration = import_module("integrations.migrations.0003_whose_deliveries")
    migration.say_whose(apps, None)
    rows = Delivery.objects.filter(kind="send_email").exclude(pk=other.pk)
    assert {each.ticket for each in rows} == {ticket.pk}
    assert acted.pk in {each.pk for each in rows}
    other.refresh_from_db()
    assert other.ticket is None
