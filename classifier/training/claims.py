"""Takes a shop's training for one worker, and lets only that worker say how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from classifier.models import Training
from selfservice.clock import now
from selfservice.tenancy.models import Shop

ABANDONED_AFTER = timedelta(minutes=10)  # well above the task's own time limit


@dataclass(frozen=True, slots=True)
class Claim:
    shop: Shop
    wanted: datetime
    started: datetime


def free() -> Q:
    return Q(started=None) | Q(started__lt=now() - ABANDONED_AFTER)


def claim(shop: Shop) -> Claim | None:
    """None if nothing is wanted or another worker is at it. Needs a scope."""
    started = now()
    mine = Training.objects.filter(free(), shop=shop, wanted__isnull=False)
    if not mine.update(started=started):
        return None
    wanted = Training.objects.filter(started=started).values_list("wanted", flat=True).get()
    return Claim(shop, wanted or started, started)


def settle(claimed: Claim, failure: str = "") -> bool:
    """False if the claim was lost meanwhile: then nothing of this training may be kept."""
    mine = Training.objects.filter(shop=claimed.shop, started=claimed.started)
    if not mine.update(started=None, failure=failure[:300]):
        return False
    rows = Training.objects.filter(shop=claimed.shop, wanted__lte=claimed.wanted)
    rows.update(wanted=None)
    return True
