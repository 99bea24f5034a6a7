"""How long a ticket is kept: for ever while it is open, two years once it is closed."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import time_machine
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from integrations.desk import working
from integrations.desk.models import Message, Status, Ticket
from selfservice import clock
from selfservice.privacy import retention
from selfservice.tenancy.models import User


def _after(days: int) -> None:
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        retention.remove_overdue()


def test_an_open_ticket_never_goes_by_itself(ticket: Ticket) -> None:
    _after(3000)

    assert Ticket.objects.filter(pk=ticket.pk).exists()
    assert Message.objects.filter(ticket=ticket).exists()


def test_a_closed_one_goes_with_its_messages_after_two_years(ticket: Ticket, agent: User) -> None:
    working.reply(ticket, agent, "Done.")
    working.close(ticket, agent)
    _after(729)
    assert Ticket.objects.filter(pk=ticket.pk).exists()

    _after(731)
    assert not Ticket.objects.exists()
    assert not Message.objects.exists()


def test_a_reopened_one_stays(ticket: Ticket, agent: User) -> None:
    working.close(ticket, agent)
    working.reopen(ticket, agent)
    _after(3000)

    assert Ticket.objects.filter(pk=ticket.pk).exists()


def test_one_closed_before_the_desk_noted_when_goes_two_years_after_its_last_change(
    ticket: Ticket,
) -> None:
    Ticket.objects.update(status=Status.CLOSED)
    then = MigrationLoader(connection).project_state(("desk", "0003_macros_for_every_shop")).apps
    import_module("integrations.desk.migrations.0004_when_old_tickets_closed").say_when(then, None)
    assert Ticket.objects.get().closed == Ticket.objects.get().updated

    _after(731)
    assert not Ticket.objects.exists()
