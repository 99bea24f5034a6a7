"""Says before a case is erased what goes, what stays and why, in words for the shop's people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classifier import questions
from flows.desk.waiting import moment_words
from flows.models import Entry, Rating, Session
from flows.runtime import Case
from flows.runtime.erasing import Kept
from integrations.delivery_words import action
from integrations.desk.models import Message, Status, Ticket
from integrations.models import Delivery
from integrations.sheets.of_session import rows_of
from selfservice import clock
from selfservice.files import keeping
from selfservice.privacy.declaration import kept_until
from selfservice.privacy.models import AuditEvent

MAIL = "send_email"


@dataclass(frozen=True, slots=True)
class Told:
    goes: tuple[str, ...]
    stays: tuple[Kept, ...]
    elsewhere: tuple[str, ...]


def told(case: Case) -> Told:
    deliveries = case.deliveries()
    return Told(
        goes=(*_conversation(case), *map(_ticket, case.tickets), *_more(case, deliveries)),
        stays=(*_evidence(deliveries), _trail()),
        elsewhere=tuple(_elsewhere(deliveries)),
    )


def _conversation(case: Case) -> Iterator[str]:
    session = Session.objects.filter(pk=case.session).first() if case.session else None
    if session is not None:
        entries = Entry.objects.filter(session=session).count()
        words = ngettext(
            "The conversation of %(when)s, with %(count)s thing chosen, typed or looked up",
            "The conversation of %(when)s, with %(count)s things chosen, typed or looked up",
            entries,
        )
        yield words % {"when": moment_words(session.started), "count": entries}


def _ticket(ticket: Ticket) -> str:
    said = Message.objects.filter(ticket=ticket).count()
    words = ngettext(
        "Ticket #%(number)s “%(subject)s” with its transcript and %(count)s message",
        "Ticket #%(number)s “%(subject)s” with its transcript and %(count)s messages",
        said,
    ) % {"number": ticket.number, "subject": ticket.subject, "count": said}
    if ticket.status == Status.CLOSED:
        return words
    return _("%(ticket)s. It is still open: nobody will answer it") % {"ticket": words}


def _more(case: Case, deliveries: list[Delivery]) -> Iterator[str]:
    """What hangs on the conversation, as far as there is any."""
    files = keeping.of_case(case.session, case.files()).count()
    if files:
        yield ngettext("%(count)s file", "%(count)s files", files) % {"count": files}
    if case.session is not None:
        yield from _of_session(case)
    if deliveries:
        yield _("In the actions below and in mails: names, addresses, texts and what was answered")
    yield _("The links by which the shopper reaches any of this")


def _of_session(case: Case) -> Iterator[str]:
    if case.session is None:
        return
    typed, noted = questions.of_session(case.session), rows_of(case.session)
    if typed:
        words = ngettext("%(count)s typed question", "%(count)s typed questions", len(typed))
        yield words % {"count": len(typed)}
    if noted:
        words = ngettext("%(count)s row", "%(count)s rows", len(noted)) % {"count": len(noted)}
        yield _("In your spreadsheets: %(rows)s") % {"rows": words}
    if Rating.objects.filter(session=case.session).exists():
        yield _("Their rating and its comment")


def _evidence(deliveries: list[Delivery]) -> Iterator[Kept]:
    why = _("Proof of what was done: the action, order, amount, reference and times. No name.")
    for each in deliveries:
        if each.kind != MAIL:
            until = kept_until(Delivery.privacy.keep, each.settled or each.created)
            yield Kept(action(each), why, until)
    mails = [each for each in deliveries if each.kind == MAIL]
    if mails:
        words = ngettext("%(count)s e-mail", "%(count)s e-mails", len(mails))
        last = max(each.settled or each.created for each in mails)
        why = _("Only that and when they were sent: no address, subject or text.")
        yield Kept(words % {"count": len(mails)}, why, kept_until(Delivery.privacy.keep, last))


def _trail() -> Kept:
    why = _("Who of your people read, did or erased what, when, and the reasons they wrote.")
    return Kept(_("The audit trail"), why, kept_until(AuditEvent.privacy.keep, clock.now()))


def _elsewhere(deliveries: list[Delivery]) -> Iterator[str]:
    if any(each.kind != "open_ticket" for each in deliveries):
        yield _("What your shop’s system and others were sent: mails, webhooks, orders, returns")
    yield _("Spreadsheets and exports that somebody has downloaded")
    yield _("Backups of this installation, until they are overwritten")
