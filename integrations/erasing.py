"""Takes what tells about a person out of deliveries that are over; the evidence stays."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from integrations.models import TERMINAL, Delivery, State
from integrations.outbox import deliveries_of
from selfservice import clock

# What proves that something was done, and on what: no name, no address, no words. Which pieces
# were refunded stays known, or they could be refunded again.
_EVIDENCE = ("order", "amount", "currency", "lines")


def under_way(session: UUID) -> list[Delivery]:
    """What the session was promised and is not over."""
    return [each for each in deliveries_of(session) if _is_under_way(each)]


def mask(session: UUID) -> list[Delivery]:
    """The session's deliveries that are over, without contact data, words and secrets."""
    kept = [each for each in deliveries_of(session) if not _is_under_way(each)]
    for delivery in kept:
        if delivery.state == State.STUCK:
            delivery.state, delivery.settled = State.CANCELLED, clock.now()
        delivery.arguments = _only(_EVIDENCE, delivery.arguments)
        delivery.context = {}
        if delivery.result is not None:
            delivery.result = _only(("reference",), delivery.result)
        delivery.save(update_fields=["state", "settled", "arguments", "context", "result"])
    return kept


def _is_under_way(delivery: Delivery) -> bool:
    """A code or a link that got stuck is no promise: no flow's step or agent's ticket names it."""
    is_promise = bool(delivery.flow or delivery.step) or delivery.state != State.STUCK
    return is_promise and delivery.state not in TERMINAL


def _only(names: Iterable[str], given: dict[str, object]) -> dict[str, object]:
    return {name: given[name] for name in names if name in given}
