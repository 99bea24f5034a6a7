"""Writes the audit trail, one hash chain a shop, and names the first event tampered with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC
from itertools import count

from django.db import IntegrityError, models, transaction

from selfservice.clock import now
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within


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
    previous = ""
    with within(shop):
        events: Iterator[AuditEvent] = AuditEvent.objects.order_by("number").iterator()
        for number, event in zip(count(1), events, strict=False):
            if (event.number, event.previous, event.digest) != (number, previous, digest(event)):
                return event
            previous = event.digest
    return None


def digest(event: AuditEvent) -> str:
    parts = [
        *(event.previous, event.shop_id, event.number, event.actor, event.action),
        *(event.kind, event.object, event.why, event.at.astimezone(UTC).isoformat()),
    ]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()


def _next(shop: Shop) -> AuditEvent:
    with within(shop):
        last = AuditEvent.objects.order_by("-number").first()
    number, previous = (last.number + 1, last.digest) if last else (1, "")
    return AuditEvent(shop=shop, number=number, previous=previous, at=now())


def _taken(event: AuditEvent) -> bool:
    with within(event.shop):
        return AuditEvent.objects.filter(number=event.number).exists()
