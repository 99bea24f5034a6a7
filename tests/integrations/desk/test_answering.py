"""The shopper writes back: their ticket wakes up, or a new one goes on from it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from integrations.desk import working
from integrations.desk.models import Message, Status, Ticket
from integrations.not_possible import NotPossible
from selfservice import clock
from selfservice.files.models import File
from selfservice.tenancy.models import Shop, User
from tests.integrations.desk.conftest import fresh, opened


def test_the_wait_counts_from_the_first_unanswered_message(ticket: Ticket, agent: User) -> None:
    working.reply(ticket, agent, "Done.")
    first = working.answer(ticket, "No.")
    working.answer(ticket, "Really not.")

    assert fresh(ticket).waiting_since == first.at
    assert fresh(ticket).status == Status.OPEN


def test_a_ticket_that_nobody_has_opened_stays_new(ticket: Ticket) -> None:
    since = ticket.waiting_since
    working.answer(ticket, "And another thing.")

    assert (fresh(ticket).status, fresh(ticket).waiting_since) == (Status.NEW, since)


def test_a_closed_ticket_opens_again_within_thirty_days(ticket: Ticket, agent: User) -> None:
    working.close(ticket, agent)
    with time_machine.travel(clock.now() + timedelta(days=29)):
        message = working.answer(ticket, "It broke again.")

    assert message.ticket_id == ticket.pk
    assert (fresh(ticket).status, fresh(ticket).closed) == (Status.OPEN, None)
    assert fresh(ticket).waiting_since == message.at


def test_later_a_new_ticket_goes_on_from_it(ticket: Ticket, agent: User) -> None:
    working.close(ticket, agent)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        message = working.answer(ticket, "It broke again.", key="once")
        again = working.answer(ticket, "It broke again.", key="once")

    new = message.ticket
    assert again == message
    assert Ticket.objects.count() == 2
    assert (new.number, new.contact, new.language) == (2, ticket.contact, "cs")
    assert new.case["earlier"] == str(ticket.pk)
    assert new.case["facts"] == ticket.case["facts"]
    assert new.waiting_since is not None
    assert fresh(ticket).status == Status.CLOSED


def test_what_comes_on_an_old_link_goes_on_in_one_ticket(ticket: Ticket, agent: User) -> None:
    working.close(ticket, agent)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        first = working.answer(ticket, "It broke again.")
        second = working.answer(fresh(ticket), "Are you there?")

    assert (first.ticket.number, second.ticket.number) == (2, 2)
    assert fresh(ticket).goes_on_in == first.ticket


def test_a_closed_ticket_beside_an_open_one_goes_on_there(
    demo: Shop, ticket: Ticket, agent: User
) -> None:
    working.close(ticket, agent)
    later = opened(demo, "later")

    assert working.answer(ticket, "About the first one.").ticket == later


def test_whoever_has_a_link_is_not_led_to_another_contacts_ticket(
    demo: Shop, ticket: Ticket, agent: User
) -> None:
    working.close(ticket, agent)
    opened(demo, "later", contact="jane.new@example.com")
    message = working.answer(ticket, "About the first one.")

    assert (message.ticket.number, message.ticket.session) == (3, None)
    assert message.ticket.contact == ticket.contact


def test_a_file_that_an_open_ticket_needs_is_not_released(demo: Shop, agent: User) -> None:
    file = File.objects.create(shop=demo, name="cup.jpg", size=1, last_needed=clock.now())
    ticket = opened(demo, session=str(uuid4()), files=[{"id": str(file.pk)}])
    working.close(ticket, agent)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        later = working.answer(ticket, "It broke again.").ticket
        Ticket.objects.filter(pk=later.pk).update(session=None)
        working.reopen(ticket, agent)
        working.close(ticket, agent)
    file.refresh_from_db()

    assert file.last_needed is None


def test_the_same_key_is_one_message(ticket: Ticket) -> None:
    one = working.answer(ticket, "Hello", key="form-1")
    two = working.answer(ticket, "Hello", key="form-1")

    assert one == two
    assert Message.objects.filter(author="shopper").count() == 1


def test_nothing_is_refused_but_a_photo_needs_no_words(ticket: Ticket) -> None:
    with pytest.raises(NotPossible):
        working.answer(ticket, " \n ")
    assert working.answer(ticket, "", ["6f0b6f4e-0000-4000-8000-000000000000"]).body == ""


def test_files_are_held_while_the_ticket_is_open(demo: Shop, agent: User) -> None:
    file = File.objects.create(shop=demo, name="cup.jpg", size=1, last_needed=clock.now())
    ticket = opened(demo, files=[{"id": str(file.pk)}])
    file.refresh_from_db()
    at_first = file.last_needed
    working.close(ticket, agent)
    file.refresh_from_db()
    closed = file.last_needed
    working.answer(ticket, "Again!")
    file.refresh_from_db()

    assert at_first is None
    assert closed is not None
    assert file.last_needed is None
