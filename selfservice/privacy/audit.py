"""Keeps the audit trail: one hash chain a shop, which names the first event tampered with."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

from django.db import IntegrityError, models, transaction

from selfservice.clock import now
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within

SHORTENED = "audit.shortened"  # `why` names the last event removed: its number and its digest
log = logging.getLogger(__name__)


def record(
    shop: Shop, actor: User | None, action: str, obj: models.Model | None = None, why: str = ""
) -> AuditEvent:
    """Adds one event to the shop's chain, in the caller's transaction if there is one.

    Two writers who take the same number collide on the unique constraint; the later one waits
    for the earlier to commit, then takes the next number.
    """
    while True:
        event = _next(shop)
        event.actor = actor.pk if actor else None
        event.action, event.why = action, why[:300]
        if obj is not None:
            event.kind, event.object = obj._meta.label_lower, str(obj.pk)
        event.digest = digest(event)
        try:
            with transaction.atomic():
                event.save()
            return event
        except IntegrityError:
            if not _taken(event):
                raise


def verify(shop: Shop) -> AuditEvent | None:
    """The first event whose digest, link or number is wrong; a removed one is seen in its heir."""
    with within(shop):
        first, previous = _beginning()
        events: Iterator[AuditEvent] = AuditEvent.objects.order_by("number").iterator()
        for number, event in zip(count(first), events, strict=False):
            if (event.number, event.previous, event.digest) != (number, previous, digest(event)):
                return event
            previous = event.digest
    return None


def shorten(before: datetime) -> int:
    """Removes what is older from the beginning of every chain; how many events went.

    The chain itself then says where it begins, so that it can be verified as before. Of one that
    was tampered with nothing is removed.
    """
    shops = Shop.objects.filter(auditevent__at__lt=before).distinct()
    return sum(_shorten(shop, before) for shop in list(shops))


def digest(event: AuditEvent) -> str:
    parts = [
        *(event.previous, event.shop_id, event.number, event.actor, event.action),
        *(event.kind, event.object, event.why, event.at.astimezone(UTC).isoformat()),
    ]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()


def _shorten(shop: Shop, before: datetime) -> int:
    with within(shop), transaction.atomic():
        last = _last_before(before)
        if last is None:
            return 0
        if verify(shop) is not None:
            log.error("The audit trail of shop %s was tampered with: nothing is removed.", shop.pk)
            return 0
        record(shop, None, SHORTENED, why=f"{last.number} {last.digest}")
        removed: int = AuditEvent.objects.all().drop_beginning(last.number)
        return removed


def _last_before(before: datetime) -> AuditEvent | None:
    """Clocks of two writers may differ: nothing goes that follows upon an event that stays."""
    stays = AuditEvent.objects.filter(at__gte=before).order_by("number").first()
    old = AuditEvent.objects.filter(number__lt=stays.number) if stays else AuditEvent.objects
    return old.order_by("-number").first()


def _beginning() -> tuple[int, str]:
    """The number of the first event that is kept, and the digest of the one before."""
    said = AuditEvent.objects.filter(action=SHORTENED).order_by("-number").first()
    if said is None:
        return 1, ""
    number, _space, last = said.why.partition(" ")
    return (int(number) + 1 if number.isdecimal() else 0), last


def _next(shop: Shop) -> AuditEvent:
    with within(shop):
        last = AuditEvent.objects.order_by("-number").first()
    number, previous = (last.number + 1, last.digest) if last else (1, "")
    return AuditEvent(shop=shop, number=number, previous=previous, at=now())


def _taken(event: AuditEvent) -> bool:
    with within(event.shop):
        return AuditEvent.objects.filter(number=event.number).exists()
