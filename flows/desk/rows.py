"""The queue's lines: one ticket each, with what an agent chooses by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from flows.desk.orders import number_in
from flows.desk.waiting import Wait, wait_of
from integrations.contacts import hint
from integrations.desk.models import Author, Message, Ticket

SHOWN = 140  # characters of the last line


@dataclass(frozen=True, slots=True)
class Row:
    ticket: Ticket
    contact: str
    order: str
    wait: Wait | None
    who: str
    said: str


def rows_of(tickets: Iterable[Ticket]) -> list[Row]:
    """Two statements for a page, however many tickets are on it."""
    shown = list(tickets)
    last = _last_messages([each.pk for each in shown])
    return [_row(each, last.get(each.pk)) for each in shown]


def found(tickets: QuerySet[Ticket], asked: str) -> QuerySet[Ticket]:
    """By number, or by words of the subject; who it is about is sealed and cannot be searched."""
    asked = asked.strip().lstrip("#").strip()
    if not asked:
        return tickets
    by_subject = tickets.filter(subject__icontains=asked)
    if asked.isdecimal() and len(asked) < 10:
        return tickets.filter(number=int(asked)) | by_subject
    return by_subject


def contact_hint(contact: str) -> str:
    """Enough to tell people apart in a list that is open on a desk all day."""
    return hint(contact) or (f"… {contact[-3:]}" if len(contact) > 6 else "")


def _row(ticket: Ticket, last: Message | None) -> Row:
    said = " ".join(last.body.removeprefix(f"{ticket.subject}\n").split()) if last else ""
    return Row(
        ticket=ticket,
        contact=contact_hint(ticket.contact),
        order=number_in(ticket.case),
        wait=wait_of(ticket.waiting_since),
        who=_who(last) if said else "",
        said=Truncator("" if said == ticket.subject else said).chars(SHOWN),
    )


def _who(message: Message | None) -> str:
    if message is None or message.author == Author.SYSTEM:
        return ""
    if message.author == Author.SHOPPER:
        return _("Shopper")
    return str(message.member) if message.member else _("Note")


def _last_messages(tickets: list[UUID]) -> Mapping[UUID, Message]:
    newest = Message.objects.filter(ticket=OuterRef("ticket")).order_by("-at", "-pk")
    last: Any = Message.objects.filter(
        ticket__in=tickets, pk=Subquery(newest.values("pk")[:1])
    ).select_related("member")
    return {each.ticket_id: each for each in last}
