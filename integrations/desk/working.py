"""What agents do with a ticket: one verb each, one transaction, refused with a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from integrations.desk import mails, news
from integrations.desk.answering import answer
from integrations.desk.case_files import files_of
from integrations.desk.filling import gaps
from integrations.desk.models import Author, Message, Status, Ticket
from integrations.desk.opening import hold_numbering
from integrations.desk.turns import another_is_open, change, say, turn
from integrations.desk.typed import cleaned
from integrations.not_possible import NotPossible
from selfservice import clock
from selfservice.files import keeping
from selfservice.files.reading import described
from selfservice.privacy import audit
from selfservice.tenancy.models import User
from selfservice.tenancy.roles import Action, may
from selfservice.tenancy.scope import within

__all__ = ["answer", "assign", "close", "note", "reopen", "reply"]


def reply(
    ticket: Ticket, by: User, body: str, files: Sequence[str] = (), *, seen: int | None = None
) -> Message:
    """Answers the shopper, who gets a mail. A ticket that was nobody's becomes the agent's.

    `seen` is how many messages the agent had in front of them: what came since, other than
    notes, must be read first. The same answer twice in a row is the one that is there.
    """
    body = _without_gaps(cleaned(body))
    with turn(ticket):
        newer = news.since(ticket, seen)
        for each in (*newer, *news.last_word(ticket)):
            if (each.author, each.member_id, each.body) == (Author.AGENT, by.pk, body) and (
                _alike(each.files, files)
            ):
                return each
        _refuse_closed(ticket)
        news.refuse(newer)
        message = say(ticket, Author.AGENT, body, by, _known(files))
        mine = {"assignee": ticket.assignee or by, "waiting_since": None}
        change(ticket, status=Status.WAITING, **mine)
        keeping.hold(message.files)
        mails.tell_of_reply(message)
        audit.record(ticket.shop, by, "ticket.replied", ticket)
        return message


def note(ticket: Ticket, by: User, body: str) -> Message:
    """For the shop's people only."""
    body = cleaned(body)
    with turn(ticket):
        message = say(ticket, Author.NOTE, body, by)
        _take_up(ticket)
        audit.record(ticket.shop, by, "ticket.noted", ticket)
        return message


def assign(ticket: Ticket, to: User | None, by: User) -> None:
    """Refuses if somebody else took it since `ticket` was read."""
    if to is not None and not may(to, ticket.shop, Action.WORK_TICKETS):
        raise NotPossible(_("%(person)s may not work on this shop's tickets.") % {"person": to})
    thought = ticket.assignee_id
    with turn(ticket):
        _refuse_closed(ticket)
        wanted = to.pk if to else None
        if ticket.assignee_id not in {thought, wanted}:
            raise NotPossible(_taken(ticket))
        change(ticket, assignee=to)
        _take_up(ticket)
        audit.record(ticket.shop, by, "ticket.assigned", ticket, why=str(wanted or ""))


def close(ticket: Ticket, by: User, *, seen: int | None = None) -> None:
    with turn(ticket):
        if ticket.status == Status.CLOSED:
            raise NotPossible(_("This ticket is closed already."))
        news.refuse(news.since(ticket, seen))
        change(ticket, status=Status.CLOSED, closed=clock.now(), waiting_since=None)
        keeping.release(_no_longer_needed(ticket))
        audit.record(ticket.shop, by, "ticket.closed", ticket)


def reopen(ticket: Ticket, by: User) -> None:
    """The shopper waits again since what was left unanswered; else we wait for them."""
    with within(ticket.shop), transaction.atomic():
        hold_numbering(ticket.shop)  # no other ticket of the conversation is opened meanwhile
        _reopen(ticket, by)


def _reopen(ticket: Ticket, by: User) -> None:
    with turn(ticket):
        if ticket.status != Status.CLOSED:
            raise NotPossible(_("This ticket is open already."))
        if another_is_open(ticket):
            raise NotPossible(_("The same conversation has another open ticket: go on there."))
        since = news.unanswered_since(ticket)
        status = Status.OPEN if since else Status.WAITING
        change(ticket, status=status, closed=None, waiting_since=since)
        keeping.hold(files_of(ticket))
        audit.record(ticket.shop, by, "ticket.reopened", ticket)


def _no_longer_needed(ticket: Ticket) -> list[str]:
    """Its files, but for those that an open ticket which goes on from it, or it from, names."""
    near = Q(session=ticket.session, session__isnull=False) | Q(goes_on_in=ticket)
    near |= Q(pk=ticket.goes_on_in_id)
    others = Ticket.objects.filter(near).exclude(pk=ticket.pk).exclude(status=Status.CLOSED)
    needed = {file for other in others for file in files_of(other)}
    return [file for file in files_of(ticket) if file not in needed]


def _without_gaps(body: str) -> str:
    missing = gaps(body)
    if missing:
        named = ", ".join(f"{{{path}}}" for path in missing)
        raise NotPossible(_("Fill in %(gaps)s, or take it out, then send.") % {"gaps": named})
    return body


def _alike(sent: Sequence[str], files: Sequence[str]) -> bool:
    """The same files sent again are kept anew, under other ids."""
    known, again = ([(each.name, each.size) for each in described(ids)] for ids in (sent, files))
    return known == again


def _known(files: Sequence[str]) -> list[str]:
    known = [each.id for each in described(files)]
    if len(known) != len(files):
        raise NotPossible(_("A file is no longer here. Add it again."))
    return known


def _refuse_closed(ticket: Ticket) -> None:
    if ticket.status == Status.CLOSED:
        raise NotPossible(_("This ticket is closed. Reopen it first."))


def _take_up(ticket: Ticket) -> None:
    if ticket.status == Status.NEW:
        change(ticket, status=Status.OPEN)


def _taken(ticket: Ticket) -> str:
    if ticket.assignee is None:
        return _("Somebody has put this ticket back meanwhile: look at it again.")
    return _("%(person)s has taken this ticket a moment ago.") % {"person": ticket.assignee}
