"""What was said in a ticket, told for the people who work on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from flows.desk.waiting import moment_words
from integrations.desk import mails
from integrations.desk.case_files import attached
from integrations.desk.models import Author, Message, Ticket
from integrations.models import Delivery, State
from selfservice.files.reading import Described, described

NEWEST = 8  # are shown at once; those before are one click away


@dataclass(frozen=True, slots=True)
class Said:
    """`kind` is an Author, or an event: what the software noted.

    `mail` says what became of the mail that brought it to the shopper.
    """

    kind: str
    who: str
    at: datetime
    body: str
    files: Sequence[Described]
    lines: Sequence[Mapping[str, Any]]  # what was asked and answered when later news came
    mail: str = ""
    mail_failed: bool = False

    @property
    def when(self) -> str:
        return moment_words(self.at)


@dataclass(frozen=True, slots=True)
class Conversation:
    """`seen` goes with every answer, so that nobody writes past what came meanwhile."""

    opening: Sequence[Mapping[str, Any]]
    opening_files: Sequence[Described]
    earlier: Sequence[Said]
    newest: Sequence[Said]
    seen: int
    cases: Sequence[Mapping[str, Any] | None]


def conversation_of(ticket: Ticket) -> Conversation:
    messages = list(
        Message.objects.filter(ticket=ticket).select_related("member").order_by("at", "pk")
    )
    cases = [ticket.case, *(each.case for each in messages)]
    files = {each.id: each for each in described(_file_ids(cases, messages))}
    sent = mails.mails_of(messages)
    known = _lines(ticket.case)
    said = [
        _said(each, ticket.subject, known, files, sent.get(each.pk))
        for place, each in enumerate(messages)
        if place or not _only_repeats(each, ticket, known)
    ]
    return Conversation(
        opening=known,
        opening_files=_these(attached(ticket.case), files),
        earlier=said[:-NEWEST],
        newest=said[-NEWEST:],
        seen=len(messages),
        cases=cases,
    )


def _said(
    message: Message,
    subject: str,
    known: Sequence[Mapping[str, Any]],
    files: Mapping[str, Described],
    mail: Delivery | None,
) -> Said:
    words, failed = mail_words(mail)
    return Said(
        kind="event" if message.author == Author.NOTE and message.key else message.author,
        who=_who(message),
        at=message.at,
        body=message.body.removeprefix(f"{subject}\n"),  # it stands above everything already
        files=_these([*attached(message.case), *message.files], files),
        lines=[line for line in _lines(message.case) if line not in known],
        mail=words,
        mail_failed=failed,
    )


def _who(message: Message) -> str:
    if message.author == Author.SHOPPER:
        return _("Shopper")
    return str(message.member) if message.member else _("The system")


def mail_words(mail: Delivery | None) -> tuple[str, bool]:
    """What became of it, and whether that needs somebody."""
    if mail is None:
        return "", False
    if mail.state == State.DONE:
        return _("Mail sent"), False
    if mail.state in {State.REFUSED, State.STUCK, State.CANCELLED}:
        return _("The mail did not go out: %(why)s") % {"why": mail.reason}, True
    if mail.state == State.WAITING_APPROVAL:
        return _("The mail waits for approval"), True
    return _("The mail is on its way"), False


def _only_repeats(message: Message, ticket: Ticket, known: Sequence[Mapping[str, Any]]) -> bool:
    """The message that opened the ticket says again what stands above it as an answer."""
    if message.author != Author.SYSTEM or message.files or message.case is not None:
        return False
    answers = "\n".join(str(line.get("answer", "")) for line in known)
    return message.body == ticket.subject or message.body in answers


def _lines(case: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    lines = (case or {}).get("transcript") or []
    return [
        {
            "question": _("They typed") if line.get("typed") else line.get("question"),
            "answer": line.get("answer"),
        }
        for line in lines
        if isinstance(line, Mapping) and line.get("answer")
    ]


def _file_ids(cases: Iterable[Mapping[str, Any] | None], messages: Iterable[Message]) -> list[str]:
    ids = [each for case in cases for each in attached(case)]
    return list(dict.fromkeys([*ids, *(each for message in messages for each in message.files)]))


def _these(ids: Iterable[str], files: Mapping[str, Described]) -> list[Described]:
    return [files[each] for each in dict.fromkeys(ids) if each in files]
