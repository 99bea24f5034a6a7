"""Finds what a lost message, a killed worker or a restart left behind; several at once are safe."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from integrations import doorbell
from integrations.delivery import outcomes
from integrations.delivery.carrying_out import carry_out
from integrations.delivery.claims import AT_ONCE_OR_DUE, NOT_LEASED, OF_USE, Claim, let_go
from integrations.models import Delivery, State
from integrations.outbox import hand_over
from selfservice.tenancy.scope import across_shops, within

BATCH = 500
RING_AGAIN = timedelta(seconds=5)
GRACE = timedelta(seconds=5)  # between a lease's end and taking the row away
LATE = timedelta(minutes=15)
BROKER_REST_SECONDS = 30.0

NOT_JUST_RUNG = Q(rung__isnull=True) | Q(rung__lte=Now() - RING_AGAIN)
ADMITTED = Q(connection__isnull=True) | (
    Q(connection__paused=False)
    & (Q(connection__open_until__isnull=True) | Q(connection__open_until__lte=Now()))
)

log = logging.getLogger(__name__)


class Sweep:
    """Rings by message while the broker answers; else has the work done in this process."""

    def __init__(self, do: Callable[[UUID], object] = carry_out) -> None:
        self.do = do
        self.broker_rests_until = 0.0

    def once(self) -> int:
        """How many deliveries were rung for or carried out."""
        with across_shops():
            _free_expired()
            _let_go()
            _tell_of_late()
            due = _due()
        for delivery_id in due:
            self._wake(delivery_id)
        return len(due)

    def _wake(self, delivery_id: UUID) -> None:
        if time.monotonic() >= self.broker_rests_until:
            if doorbell.publish(delivery_id):
                return
            self.broker_rests_until = time.monotonic() + BROKER_REST_SECONDS
        self.do(delivery_id)


def _due() -> list[UUID]:
    """What waits for a worker, and what is settled but not reported; marked as rung for."""
    rows = Delivery.objects.filter(NOT_JUST_RUNG)
    waiting = rows.filter(
        AT_ONCE_OR_DUE, NOT_LEASED, ADMITTED, state__in=[State.QUEUED, State.CHECKING]
    )
    unreported = rows.filter(reported=False, settled__isnull=False)
    ids = [*_first(waiting, "due"), *_first(unreported, "settled")]
    Delivery.objects.filter(pk__in=ids).update(rung=Now())
    return ids


def _first(rows: QuerySet[Delivery], order: str) -> list[UUID]:
    return list(rows.order_by(order).values_list("pk", flat=True)[:BATCH])


def _free_expired() -> None:
    """A lease that ran out means that nobody knows, never that nothing happened."""
    expired = Delivery.objects.filter(state=State.RUNNING, lease_until__lt=Now() - GRACE)
    _for_each(expired, _free)


def _free(delivery: Delivery) -> None:
    claim = Claim(delivery, delivery.connection, State.RUNNING, delivery.fence)
    outcomes.silent(claim, _("The worker stopped in the middle of the call."))


def _let_go() -> None:
    """Before they count as late: a code that has expired is no promise."""
    over = Delivery.objects.filter(~OF_USE, NOT_LEASED)
    _for_each(over, lambda each: let_go(each, _("What it was for was over before it could leave.")))


def _tell_of_late() -> None:
    """What is on its way for long gets a ticket, so that a person knows."""
    late = Delivery.objects.filter(
        state__in=[State.QUEUED, State.RUNNING, State.CHECKING],
        ticketed=False,
        created__lt=Now() - LATE,
    )
    _for_each(late, _tell)


def _tell(delivery: Delivery) -> None:
    with transaction.atomic():
        hand_over(delivery, delivery.reason or _("This takes longer than it should."))


def _for_each(rows: QuerySet[Delivery], do: Callable[[Delivery], None]) -> None:
    """One row that cannot be read or written must not keep the others waiting."""
    for delivery in rows.select_related("shop", "connection")[:BATCH]:
        try:
            with within(delivery.shop), translation.override(delivery.shop.default_language):
                do(delivery)
        except Exception as error:
            log.error(
                "Delivery %s is left for the next look: %s", delivery.pk, type(error).__name__
            )
