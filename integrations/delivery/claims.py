"""Takes deliveries and records what became of them: every write is conditional on the fence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from integrations.failpoints import reach
from integrations.models import Attempt, Connection, Delivery, State
from integrations.outbox import hand_over
from integrations.values import Receipt
from selfservice import clock

AT_ONCE_OR_DUE = Q(due__isnull=True) | Q(due__lte=Now())
# What was begun is brought to its end, whenever that is.
OF_USE = Q(worthless__isnull=True) | Q(worthless__gt=Now()) | ~Q(state=State.QUEUED)
NOT_LEASED = Q(lease_until__isnull=True) | Q(lease_until__lte=Now())


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that is ours until the lease ends.

    `state`: running means make the call, checking means ask what became of an earlier one.
    """

    delivery: Delivery
    connection: Connection | None
    state: State
    fence: int


def claim(delivery: Delivery, connection: Connection | None) -> Claim | None:
    """None if somebody was faster or the row is not due. The attempt is committed on return.

    The conditions are on the row's own columns: PostgreSQL then checks them again after waiting
    for another writer, which it would not do for a sub-select.
    """
    checking = delivery.state == State.CHECKING
    ready = Delivery.objects.filter(AT_ONCE_OR_DUE, NOT_LEASED, OF_USE, pk=delivery.pk)
    state = State.CHECKING if checking else State.RUNNING
    with transaction.atomic():
        taken = ready.filter(state=State.CHECKING if checking else State.QUEUED).update(
            state=state,
            connection=connection,
            lease_until=Now() + timedelta(seconds=settings.DELIVERY_LEASE_SECONDS),
            fence=F("fence") + 1,
            attempts=F("attempts") + (0 if checking else 1),
        )
        if not taken:
            return None
        mine = Delivery.objects.select_related("shop").get(pk=delivery.pk)
        Attempt.objects.create(shop=mine.shop, delivery=mine, number=mine.fence)
        reach("claim.written")
    return Claim(mine, connection, state, mine.fence)


def finish(claim: Claim, receipt: Receipt) -> bool:
    result = {"reference": receipt.reference, "facts": receipt.facts}
    return _settle(claim, State.DONE, "", result)


def refuse(claim: Claim, sentence: str, code: str) -> bool:
    """For good: the money key is free again and a person is told."""
    return _settle(claim, State.REFUSED, sentence, {"code": code})


def stick(claim: Claim, sentence: str) -> bool:
    """A person decides."""
    return _settle(claim, State.STUCK, sentence, None)


def let_go(delivery: Delivery, sentence: str) -> None:
    """What came too late; nobody is told, because nobody could do anything about it."""
    untouched = Delivery.objects.filter(~OF_USE, NOT_LEASED, pk=delivery.pk)
    untouched.update(
        state=State.CANCELLED,
        reason=sentence[:500],
        due=None,
        settled=clock.now(),
        reported=False,
    )


def queue_again(
    claim: Claim, outcome: str, sentence: str, after: timedelta, counts: bool = True
) -> bool:
    changes: dict[str, Any] = {
        "state": State.QUEUED,
        "reason": sentence[:500],
        "due": Now() + after,
        "attempts": claim.delivery.attempts - (0 if counts else 1),
    }
    return _record(claim, outcome, sentence, changes)


def check_later(claim: Claim, sentence: str, after: timedelta, outcome: str = "silent") -> bool:
    changes = {"state": State.CHECKING, "reason": sentence[:500], "due": Now() + after}
    return _record(claim, outcome, sentence, changes)


def _settle(claim: Claim, state: State, sentence: str, result: dict[str, Any] | None) -> bool:
    changes: dict[str, Any] = {
        "state": state,
        "reason": sentence[:500],
        "due": None,
        "settled": clock.now(),
        "reported": False,
    }
    if result is not None:
        field: Any = Delivery._meta.get_field("result")
        changes["result"] = field.sealed_for(claim.delivery, result)
    if state is State.REFUSED:
        changes["business_key"] = None
    with transaction.atomic():
        recorded = _record(claim, state.value, sentence, changes)
        if recorded and state is not State.DONE:
            hand_over(claim.delivery, sentence)
        reach("record.written")
    reach("record.committed")
    return recorded


def _record(claim: Claim, outcome: str, sentence: str, changes: dict[str, Any]) -> bool:
    """The attempt keeps what it saw even if the delivery is no longer ours to write."""
    with transaction.atomic():
        Attempt.objects.filter(delivery=claim.delivery, number=claim.fence).update(
            finished=clock.now(), outcome=outcome, sentence=sentence[:500]
        )
        ours = Delivery.objects.filter(
            pk=claim.delivery.pk, fence=claim.fence, state=claim.state, lease_until__isnull=False
        )
        strikes = claim.delivery.strikes
        return bool(ours.update(lease_until=None, rung=None, strikes=strikes, **changes))
