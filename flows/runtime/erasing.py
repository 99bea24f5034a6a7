"""Erases a session with everything that hangs on it, and says what stays and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from flows.models import Session
from flows.passage import Passage
from flows.runtime.errors import UnderWay, UnknownSession
from flows.runtime.forgetting import forget, seize
from integrations import erasing
from integrations.delivery_words import action
from integrations.desk.models import Ticket
from integrations.desk.of_session import files_in_tickets, tickets_of
from integrations.models import Delivery
from selfservice.privacy import audit
from selfservice.privacy.declaration import kept_until


@dataclass(frozen=True, slots=True)
class Kept:
    """`until` is empty while somebody works on it."""

    what: str
    why: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Erased:
    erased: tuple[str, ...]
    kept: tuple[Kept, ...]


def erase(passage: Passage) -> Erased:
    """All of it at once, or nothing. Raises UnderWay, and UnknownSession if it is gone already."""
    session = passage.session
    with transaction.atomic():
        if not seize(session.pk):
            raise UnknownSession(
                _("This conversation is not known: it is over or erased. Start a new one, please.")
            )
        _refuse_while_under_way(session)
        audit.record(session.shop, None, "session.erased", session)
        return Erased(tuple(_gone(passage)), tuple(_kept(session)))


def _refuse_while_under_way(session: Session) -> None:
    open_ones = erasing.under_way(session.pk)
    if open_ones:
        raise UnderWay(
            _(
                "This is still under way: %(actions)s. Erase your data once it is done, or write "
                "to the shop to call it off."
            )
            % {"actions": "; ".join(action(each) for each in open_ones)}
        )


def _gone(passage: Passage) -> Iterator[str]:
    """Erases, and names what it has erased."""
    session = passage.session
    gone = forget(session.pk, files_in_tickets(session.pk))
    yield _("This conversation: what you chose and typed, and what was looked up for it")
    yield _("The answers that were kept for repeated requests, and the one-time codes")
    if gone.files:
        yield _("The files that you sent, as far as no request needs them")
    if gone.typed:
        yield _("The questions that you typed")
    if gone.noted:
        yield _("What the shop noted in its spreadsheets")
    if gone.rated:
        yield _("Your ratings")
    if gone.linked:
        yield _("The links to this conversation")


def _kept(session: Session) -> Iterator[Kept]:
    for delivery in erasing.mask(session.pk):
        yield Kept(action(delivery), _evidence(), _delivery_until(delivery))
    for ticket in tickets_of(session.pk):
        name = _("Your request %(number)s") % {"number": ticket.number}
        yield Kept(name, _correspondence(), kept_until(Ticket.privacy.keep, ticket.closed))


def _delivery_until(delivery: Delivery) -> datetime | None:
    return kept_until(Delivery.privacy.keep, delivery.settled or delivery.created)


def _evidence() -> str:
    return _(
        "The shop has to be able to prove what was done: the order's number, the amount and the "
        "times stay, without your name, address or words."
    )


def _correspondence() -> str:
    return _(
        "It is your correspondence with the shop, which people work on. Write to the shop to "
        "have it erased."
    )
