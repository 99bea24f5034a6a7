"""Opens tickets: one number each, and one open ticket for each session."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from integrations.capabilities import Call
from integrations.desk.models import Author, Message, Numbering, Status, Ticket
from selfservice import clock
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def open_ticket(shop: Shop, call: Call) -> int:
    """The ticket's number; repeating the call changes nothing.

    What a session asks for while its ticket is open becomes a message there, so that nobody
    works on the same case twice.
    """
    with within(shop), transaction.atomic():
        numbering = _hold_numbering(shop)
        told = Message.objects.filter(key=call.key).select_related("ticket").first()
        if told is not None:
            return told.ticket.number
        session = call.context.get("session") or None
        ticket = _open_ticket_of(session) or _new_ticket(numbering, session, call)
        _tell(ticket, call)
        return ticket.number


def _hold_numbering(shop: Shop) -> Numbering:
    """Writing first makes callers of one shop take turns, on both databases."""
    numbering, _made = Numbering.objects.get_or_create(shop=shop)
    Numbering.objects.filter(pk=numbering.pk).update(last=F("last"))
    return numbering


def _open_ticket_of(session: str | None) -> Ticket | None:
    if session is None:
        return None
    return Ticket.objects.filter(session=session).exclude(status=Status.CLOSED).first()


def _new_ticket(numbering: Numbering, session: str | None, call: Call) -> Ticket:
    Numbering.objects.filter(pk=numbering.pk).update(last=F("last") + 1)
    numbering.refresh_from_db()
    return Ticket.objects.create(
        shop=numbering.shop,
        number=numbering.last,
        subject=str(call.arguments.get("subject") or _("Request"))[:200],
        contact=str(call.arguments.get("contact") or ""),
        case=dict(call.context),
        session=session,
        waiting_since=clock.now(),
    )


def _tell(ticket: Ticket, call: Call) -> None:
    said = call.arguments.get("message") or call.arguments.get("subject") or ""
    Message.objects.create(
        shop=ticket.shop,
        ticket=ticket,
        author=Author.SYSTEM,
        body=str(said),
        case=None if ticket.case == dict(call.context) else dict(call.context),
        key=call.key,
    )
    Ticket.objects.filter(pk=ticket.pk).update(updated=clock.now())
