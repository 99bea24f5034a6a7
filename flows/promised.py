"""The actions that a session promised, and how each stands, in the shopper's words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import translation
from django.utils.formats import date_format

from flows.confirming import confirmed_by
from flows.engine.entries import EntryKind
from flows.passage import Passage
from flows.view import DeliveryView, TicketView
from integrations import outbox
from integrations.delivery_words import action
from integrations.desk.models import Status, Ticket
from integrations.models import Delivery, State
from selfservice import clock
from selfservice.tenancy.models import Shop

PATIENCE = timedelta(seconds=15)
HIDDEN = {"open_ticket"}  # told by the ticket's own number instead


def promised(passage: Passage) -> list[Delivery]:
    """What the session's steps asked for; the database is read only when there is something."""
    if not _accepted_any(passage):
        return []
    return [each for each in outbox.deliveries_of(passage.session.pk) if each.flow]


def pending(deliveries: Iterable[Delivery]) -> bool:
    """Whether something may change by itself within moments."""
    return any(each.state in {State.QUEUED, State.RUNNING, State.CHECKING} for each in deliveries)


def unheard(passage: Passage, deliveries: Iterable[Delivery]) -> bool:
    """Whether one has just settled and the session's own record of it is still on its way."""
    heard = {
        (each.key.flow, each.key.step, each.key.visit, each.value["effect"])
        for each in passage.entries
        if each.kind is EntryKind.EFFECT
    }
    return any(
        (each.flow, each.step, each.visit, each.effect) not in heard
        for each in deliveries
        if each.settled is not None and clock.now() - each.settled < PATIENCE
    )


def late(deliveries: Iterable[Delivery]) -> bool:
    """Whether a shopper who still watches should be told that there is no need to."""
    waiting = [each for each in deliveries if pending([each])]
    return any(clock.now() - each.created > PATIENCE for each in waiting)


def told(deliveries: Iterable[Delivery], shop: Shop, language: str) -> tuple[DeliveryView, ...]:
    with translation.override(language):
        return tuple(_shown(each, shop) for each in deliveries if each.kind not in HIDDEN)


def ticket_of(passage: Passage) -> TicketView | None:
    for entry in reversed(passage.entries):
        if entry.kind is EntryKind.EFFECT and entry.value.get("facts", {}).get("ticket"):
            number = str(entry.value["facts"]["ticket"])
            return TicketView(number, _status(passage, number))
    return None


def _status(passage: Passage, number: str) -> str:
    """A ticket that is not on our desk is open as far as we know."""
    own = Ticket.objects.filter(session=passage.session.pk)
    known = {str(each.number): each.status for each in own.only("number", "status")}
    return known.get(number, Status.OPEN.value)


def _accepted_any(passage: Passage) -> bool:
    return any(entry.kind is EntryKind.ACCEPTED for entry in passage.entries)


def _shown(delivery: Delivery, shop: Shop) -> DeliveryView:
    """The label names the order and the amount too: a session may cancel two, or refund twice."""
    status = State.REFUSED if delivery.state == State.CANCELLED else State(delivery.state)
    by = ""
    if status is State.WAITING_APPROVAL:
        by = date_format(confirmed_by(shop, delivery.created), "DATE_FORMAT")
    return DeliveryView(str(delivery.pk), action(delivery), status.value, by)
