"""What a shopper's page of a ticket shows: where it stands and what was said, but no notes."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from flows.page.ticket.answering import TEXT, Told
from flows.page.ticket.photos import field_of
from flows.promised import told as told_of
from integrations.contacts import matches
from integrations.desk import links, names
from integrations.desk.acting import step_of
from integrations.desk.answering import is_over, later_of
from integrations.desk.case_files import newest_case, transcript_of
from integrations.desk.models import Author, Message, Status, Ticket
from integrations.desk.turns import messages_of
from integrations.models import Delivery
from selfservice.files.reading import Described, described

_SHOWN = (Author.SHOPPER, Author.AGENT)


@dataclass(frozen=True, slots=True)
class Said:
    """One message. `own` is the shopper's, who reads this."""

    own: bool
    who: str
    at: str
    machine_at: str
    text: str
    files: tuple[Described, ...]


def shown(ticket: Ticket, language: str, told: Told) -> dict[str, Any]:
    ticket.refresh_from_db(fields=["status", "closed", "waiting_since", "goes_on_in"])
    messages = [each for each in messages_of(ticket) if each.author in _SHOWN]
    case = [str(each.get("id")) for each in newest_case(ticket).get("files") or []]
    files = {each.id: each for each in described([*case, *_files(messages)])}
    elsewhere = told.sent is not None and told.sent.ticket_id != ticket.pk
    return {
        "ticket": ticket,
        "state": state_in_words(ticket),
        "next": next_in_words(ticket),
        "conversation": [_said(ticket, each, files) for each in messages],
        "transcript": _told_before(ticket),
        "case_files": [files[each] for each in case if each in files],
        "view": SimpleNamespace(deliveries=told_of(_promised(ticket), ticket.shop, language)),
        "told": told,
        "text_name": TEXT,
        "photos": field_of(ticket, told.kept),
        "elsewhere": links.link_to(told.sent.ticket) if elsewhere and told.sent else "",
        "key": secrets.token_urlsafe(16),
    }


def state_in_words(ticket: Ticket) -> str:
    if ticket.status == Status.CLOSED:
        return _("Closed")
    if ticket.status == Status.WAITING:
        return _("We have answered")
    return _("We have your request") if ticket.status == Status.NEW else _("We are on it")


def next_in_words(ticket: Ticket) -> str:
    if ticket.status == Status.WAITING:
        return _("Does it solve your request? If not, or if anything is missing, write below.")
    if ticket.status != Status.CLOSED:
        return _("A person reads this and answers here. You will get a mail once there is news.")
    if not is_over(ticket):
        return _("If you need anything more, write below: your request opens again.")
    if later_of(ticket):
        return _("If you need anything more, write below: it goes to your newer request.")
    return _("If you need anything more, write below: we start a new request that goes on from it.")


def _said(ticket: Ticket, message: Message, files: Mapping[str, Described]) -> Said:
    own = message.author == Author.SHOPPER
    return Said(
        own=own,
        who=_("You") if own else names.to_shopper(message.member, ticket.shop),
        at=_local(ticket, message.at),
        machine_at=message.at.isoformat(timespec="seconds"),
        text=message.body,
        files=tuple(files[each] for each in message.files if each in files),
    )


def _files(messages: Sequence[Message]) -> Iterator[str]:
    return (str(each) for message in messages for each in message.files)


def _local(ticket: Ticket, at: datetime) -> str:
    return date_format(at.astimezone(ZoneInfo(ticket.shop.time_zone)), "DATETIME_FORMAT")


def _told_before(ticket: Ticket) -> list[Mapping[str, Any]]:
    """Questions and choices name what was proven, such as items and a total.

    The link goes to an address that was only typed: they are left out where it is not the
    proven order's own.
    """
    facts = newest_case(ticket).get("facts") or {}
    own = [each for name, each in facts.items() if name not in {"answer", "shop"}]
    proven = [each for each in own if isinstance(each, Mapping) and each.get("email")]
    is_own = all(
        matches(ticket.contact, str(each["email"]), str(each.get("phone") or "")) for each in proven
    )
    return transcript_of(ticket) if is_own else []


def _promised(ticket: Ticket) -> list[Delivery]:
    """What the flow promised, and what an agent set going from this ticket."""
    own = Q(step=step_of(ticket))
    if ticket.session is not None:
        own |= Q(session=ticket.session) & ~Q(flow="")
    return list(Delivery.objects.filter(own).order_by("created", "pk"))
