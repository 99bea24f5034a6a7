"""Takes what tells about a person out of deliveries that are over; the evidence stays."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from integrations.models import TERMINAL, Attempt, Delivery, State
from selfservice import clock
from selfservice.privacy.sealing import Unreadable

log = logging.getLogger(__name__)

# What proves that something was done, and on what: no name, no address, no words. Which pieces
# were refunded stays known, or they could be refunded again.
_EVIDENCE = ("order", "amount", "currency", "lines")


def deliveries_of(session: UUID | None, tickets: Iterable[UUID] = ()) -> list[Delivery]:
    """What a session promised and what was sent and done for tickets, in that order."""
    own = Q(ticket__in=[*tickets])
    if session is not None:
        own |= Q(session=session)
    return list(Delivery.objects.filter(own).order_by("created", "pk"))


def is_promise(delivery: Delivery) -> bool:
    """Of a flow's step or of a ticket. A code or a link is none, nor is the ticket about one: that
    there is one would tell who guesses at an order that they are right."""
    return bool(delivery.flow or delivery.step or delivery.ticket)


def under_way(session: UUID | None, tickets: Iterable[UUID] = ()) -> list[Delivery]:
    """What was promised and is not over."""
    return [each for each in deliveries_of(session, tickets) if is_under_way(each)]


def mask(session: UUID | None, tickets: Iterable[UUID] = ()) -> list[Delivery]:
    """The promises that are over, without contact data, words and secrets. What is no promise
    loses them too, and is called off."""
    over = [each for each in deliveries_of(session, tickets) if not is_under_way(each)]
    for delivery in over:
        _mask(delivery)
    return [each for each in over if is_promise(each)]


def mask_over(rows: QuerySet[Delivery]) -> int:
    """Masks those of the rows that are over and not masked yet; how many. For the nightly work."""
    ended = rows.filter(masked=None, state__in=[*TERMINAL, State.STUCK])
    return sum(_masked(pk) for pk in list(ended.values_list("pk", flat=True)))


def is_under_way(delivery: Delivery) -> bool:
    """A ticket's mail that got stuck is waited for by nobody: its ticket tells of it."""
    by_step = bool(delivery.flow or delivery.step)
    waited_for = is_promise(delivery) and (by_step or delivery.state != State.STUCK)
    return waited_for and delivery.state not in TERMINAL


def _masked(pk: UUID) -> bool:
    """One transaction each. What cannot be read now is left for when its key is back."""
    delivery = Delivery.objects.get(pk=pk)
    try:
        return not is_under_way(delivery) and _mask(delivery)
    except Unreadable as error:
        log.error("Delivery %s keeps what it says about a person: %s", pk, error)
        return False


def _mask(delivery: Delivery) -> bool:
    """Unless it has moved on in this very moment."""
    before = delivery.state
    if delivery.state not in TERMINAL:
        delivery.state, delivery.settled = State.CANCELLED, clock.now()
    delivery.arguments = _only(_EVIDENCE, delivery.arguments)
    delivery.result = delivery.result and _only(("reference",), delivery.result)
    delivery.context, delivery.reason = {}, ""
    if before not in {State.RUNNING, State.CHECKING}:  # a call's last words are masked by night
        delivery.masked = delivery.masked or clock.now()
    rows = Delivery.objects.filter(pk=delivery.pk, state=before)
    with transaction.atomic():
        Attempt.objects.filter(delivery=delivery).update(sentence="")
        return bool(rows.update(**_written(delivery)))


def _written(delivery: Delivery) -> dict[str, Any]:
    plain = ("state", "settled", "reason", "masked")
    sealed = ("arguments", "context", "result")
    return {name: getattr(delivery, name) for name in plain} | {
        name: _sealed(delivery, name) for name in sealed
    }


def _sealed(delivery: Delivery, name: str) -> Any:
    field: Any = Delivery._meta.get_field(name)
    value = getattr(delivery, name)
    return None if value is None else field.sealed_for(delivery, value)


def _only(names: Iterable[str], given: dict[str, object]) -> dict[str, object]:
    return {name: given[name] for name in names if name in given}
