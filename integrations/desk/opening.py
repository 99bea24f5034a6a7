"""Opens tickets: one number each, and one open ticket for each session."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from integrations.capabilities import Call
from integrations.desk import mails
from integrations.desk.case_files import attached, files_of
from integrations.desk.models import Author, Message, Numbering, Status, Ticket
from integrations.desk.turns import another_is_open, change, say, turn, wait_for_us
from selfservice import clock
from selfservice.files import keeping
from selfservice.privacy import audit
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

LONGEST = 200  # characters of a subject
_MAILBOX = re.compile(r"[^\s@<>:,;]{1,64}@[^\s@<>:,;]{1,255}")


def open_ticket(shop: Shop, call: Call) -> int:
    """The ticket's number; repeating the call changes nothing.

    What a session asks for while its ticket is open becomes a message there, so that nobody
    works on the same case twice; so does news of what a ticket itself has sent.
    """
    with within(shop), transaction.atomic():
        numbering = hold_numbering(shop)
        told = Message.objects.filter(key=call.key).select_related("ticket").first()
        if told is not None:
            return told.ticket.number
        known = _own_ticket(call) or _open_ticket_of(call.context.get("session") or None)
        if known is not None:
            _tell(known, call)
            return known.number
        return _start(numbering, _ticket(shop, call), call).number


def open_again(ticket: Ticket, body: str, files: Sequence[str], key: str) -> Message:
    """A new ticket that goes on from a closed one, with the shopper's answer in it."""
    shop = ticket.shop
    with within(shop), transaction.atomic():
        numbering = hold_numbering(shop)
        with translation.override(shop.default_language):
            subject = _("Goes on from ticket %(number)s") % {"number": ticket.number}
        later = Ticket(
            shop=shop,
            subject=subject,
            contact=ticket.contact,
            case=dict(ticket.case) | {"earlier": str(ticket.pk)},
            session=None if another_is_open(ticket) else ticket.session,
            language=ticket.language,
        )
        _start(numbering, later, Call("", {"message": subject}, {}))
        change(ticket, goes_on_in=later)
        message = say(later, Author.SHOPPER, body, None, files, key or None)
        keeping.hold(message.files)
        return message


def hold_numbering(shop: Shop) -> Numbering:
    """Writing first makes callers of one shop take turns, on both databases."""
    numbering, _made = Numbering.objects.get_or_create(shop=shop)
    Numbering.objects.filter(pk=numbering.pk).update(last=F("last"))
    return numbering


def _own_ticket(call: Call) -> Ticket | None:
    """The ticket that the troubled mail or action was for, if it is open or can be again."""
    given = call.context.get("ticket")
    found = Ticket.objects.filter(pk=given).first() if given else None
    if found is None or (found.status == Status.CLOSED and another_is_open(found)):
        return None
    return found


def _open_ticket_of(session: str | None) -> Ticket | None:
    if session is None:
        return None
    return Ticket.objects.filter(session=session).exclude(status=Status.CLOSED).first()


def _ticket(shop: Shop, call: Call) -> Ticket:
    given: dict[str, Any] = dict(call.arguments)
    return Ticket(
        shop=shop,
        subject=_subject(given.get("subject") or _("Request")),
        contact=str(given.get("contact") or call.context.get("contact") or ""),
        case=dict(call.context),
        session=call.context.get("session") or None,
        language=str(call.context.get("language") or "")[:10],
    )


def _start(numbering: Numbering, ticket: Ticket, call: Call) -> Ticket:
    Numbering.objects.filter(pk=numbering.pk).update(last=F("last") + 1)
    numbering.refresh_from_db()
    ticket.number, ticket.waiting_since = numbering.last, clock.now()
    ticket.save()
    keeping.hold(attached(ticket.case))
    first = say(ticket, Author.SYSTEM, _said(call), key=call.key or None)
    mails.send_receipt(first)
    audit.record(ticket.shop, None, "ticket.opened", ticket)
    return ticket


def _tell(ticket: Ticket, call: Call) -> None:
    """Whatever comes, the shopper waits for us again."""
    with turn(ticket):
        message = say(ticket, Author.SYSTEM, _said(call), key=call.key)
        context = dict(call.context)
        _rename(ticket, call)
        if _is_news(ticket, context):
            message.case = context
            message.save(update_fields=["case"])
        was_closed = ticket.status == Status.CLOSED
        wait_for_us(ticket, message.at)
        keeping.hold(files_of(ticket) if was_closed else attached(context))


def _is_news(ticket: Ticket, context: dict[str, Any]) -> bool:
    """Whether the session was led on since the ticket was opened."""
    if "transcript" not in context or context.get("ticket"):
        return False
    return bool(context | {"trouble": ""} != ticket.case | {"trouble": ""})


def _rename(ticket: Ticket, call: Call) -> None:
    """A flow's own words name the case better than the trouble that opened it."""
    subject, trouble = call.arguments.get("subject"), str(ticket.case.get("trouble") or "")
    if subject and not call.context.get("trouble") and ticket.subject == trouble[:LONGEST]:
        change(ticket, subject=_subject(subject))


def _subject(given: Any) -> str:
    """The desk searches it, so it is not sealed: an e-mail address typed for an order's number
    must not stand there. The case has it as it was typed."""
    return _MAILBOX.sub(_("(e-mail address)"), str(given))[:LONGEST]


def _said(call: Call) -> str:
    """News of trouble says what it was with, too."""
    subject, message = call.arguments.get("subject"), call.arguments.get("message")
    is_trouble = call.context.get("ticket") or call.context.get("trouble")
    if is_trouble and subject and message:
        return f"{subject}\n{message}"
    return str(message or subject or "")
