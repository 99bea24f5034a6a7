"""One turn at a ticket: people who work on the same one take turns, and see what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from integrations.desk.models import Author, Message, Status, Ticket
from integrations.not_possible import NotPossible
from selfservice import clock
from selfservice.tenancy.models import User
from selfservice.tenancy.scope import within

_MOVING = ("status", "assignee", "waiting_since", "closed", "updated", "goes_on_in")


@contextmanager
def turn(ticket: Ticket) -> Iterator[None]:
    """One transaction in the shop's scope. `ticket` is brought up to date, and changes under us
    no more: writing its row first makes the next one wait, on both databases."""
    with within(ticket.shop), transaction.atomic():
        if not Ticket.objects.filter(pk=ticket.pk).update(updated=clock.now()):
            raise NotPossible(_("This ticket is no longer here."))
        ticket.refresh_from_db(fields=_MOVING)
        yield


def change(ticket: Ticket, **values: Any) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(**values)
    for name, value in values.items():
        setattr(ticket, name, value)


def say(
    ticket: Ticket,
    author: Author,
    body: str,
    by: User | None = None,
    files: Sequence[str] = (),
    key: str | None = None,
) -> Message:
    return Message.objects.create(
        shop=ticket.shop,
        ticket=ticket,
        author=author,
        member=by,
        body=body,
        files=[str(each) for each in files],
        key=key,
    )


def wait_for_us(ticket: Ticket, since: datetime) -> None:
    """The shopper waits for the shop again, unless they did already."""
    status = Status.NEW if ticket.status == Status.NEW else Status.OPEN
    change(ticket, status=status, waiting_since=ticket.waiting_since or since, closed=None)


def messages_of(ticket: Ticket) -> list[Message]:
    """In the order they were said."""
    said = Message.objects.filter(ticket=ticket).select_related("member", "ticket__shop")
    return list(said.order_by("at", "pk"))


def another_is_open(ticket: Ticket) -> bool:
    """Whether the session of this closed ticket has an open one."""
    same = Ticket.objects.filter(session=ticket.session, session__isnull=False)
    return same.exclude(pk=ticket.pk).exclude(status=Status.CLOSED).exists()
