"""The tickets that came of a session, and what was said in them for the shopper to read."""

from __future__ import annotations

from uuid import UUID

from integrations.desk.case_files import files_of
from integrations.desk.models import Author, Message, Ticket
from integrations.desk.turns import messages_of

_SHOWN = (Author.SHOPPER, Author.AGENT)


def tickets_of(session: UUID) -> list[Ticket]:
    return list(Ticket.objects.filter(session=session).order_by("number"))


def said_in(ticket: Ticket) -> list[Message]:
    """Without the shop's own notes."""
    return [each for each in messages_of(ticket) if each.author in _SHOWN]


def files_in_tickets(session: UUID) -> list[str]:
    """The ids of files that a ticket of the session needs."""
    return [each for ticket in tickets_of(session) for each in files_of(ticket)]
