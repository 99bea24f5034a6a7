"""The shopper's own words, added to their ticket, or to a new one where that is long closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from integrations.contacts import normal_contact
from integrations.desk.case_files import files_of
from integrations.desk.models import Author, Message, Status, Ticket
from integrations.desk.opening import hold_numbering, open_again
from integrations.desk.turns import another_is_open, say, turn, wait_for_us
from integrations.desk.typed import cleaned
from selfservice import clock
from selfservice.files import keeping
from selfservice.privacy import audit
from selfservice.privacy.cards import masked
from selfservice.tenancy.scope import within

REOPENS = timedelta(days=30)  # after closing; later, a new ticket says that it goes on from here


def answer(ticket: Ticket, body: str, files: Sequence[str] = (), *, key: str = "") -> Message:
    """The message. The same key again gives the one that is there; a photo needs no words.

    Where the ticket cannot be opened again, the message is in the one that goes on from it.
    """
    body = masked(cleaned(body, empty=bool(files)))
    with within(ticket.shop), transaction.atomic():
        hold_numbering(ticket.shop)  # no other ticket of the conversation is opened meanwhile
        return _say_in(ticket, body, files, key)


def _say_in(ticket: Ticket, body: str, files: Sequence[str], key: str) -> Message:
    with turn(ticket):
        said = answered(ticket, key)
        if said is not None:
            return said
        if not is_over(ticket):
            return _add(ticket, body, files, key)
        later = later_of(ticket)
        if later is None:
            return open_again(ticket, body, files, key)
    return _say_in(later, body, files, key)


def answered(ticket: Ticket, key: str) -> Message | None:
    """The message that came under this key, be it in a ticket that went on from this one."""
    if not key:
        return None
    with within(ticket.shop):
        return Message.objects.filter(key=key).select_related("ticket__shop").first()


def later_of(ticket: Ticket) -> Ticket | None:
    """Where the conversation of a closed ticket goes on, if it does somewhere already.

    Only with the same contact: who has the link to the one is led to the other.
    """
    same = Q(session=ticket.session, session__isnull=False) & ~Q(status=Status.CLOSED)
    later = Ticket.objects.filter(same | Q(pk=ticket.goes_on_in_id)).exclude(pk=ticket.pk)
    contact = normal_contact(ticket.contact)
    found = later.select_related("shop").order_by("-number")
    return next((each for each in found if normal_contact(each.contact) == contact), None)


def is_over(ticket: Ticket) -> bool:
    """Whether it is closed and cannot be opened again."""
    if ticket.status != Status.CLOSED:
        return False
    closed = ticket.closed or ticket.updated
    return clock.now() - closed > REOPENS or another_is_open(ticket)


def _add(ticket: Ticket, body: str, files: Sequence[str], key: str) -> Message:
    message = say(ticket, Author.SHOPPER, body, None, files, key or None)
    was_closed = ticket.status == Status.CLOSED
    wait_for_us(ticket, message.at)
    keeping.hold(files_of(ticket) if was_closed else message.files)
    audit.record(ticket.shop, None, "ticket.answered", ticket)
    return message
