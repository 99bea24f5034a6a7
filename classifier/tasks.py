"""The scheduler's look for trainings whose ring was lost."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task

from classifier.models import Training
from classifier.training.claims import free
from classifier.training.wanted import ring
from selfservice.clock import now
from selfservice.tenancy.scope import across_shops

GRACE = timedelta(seconds=5)  # the ring's own time to arrive
SOON_MINUTES = 15
LATER_MINUTES = 60


@shared_task(name="classifier.look", ignore_result=True)  # type: ignore[untyped-decorator]
def look() -> None:
    """Once a minute. Where nobody trains, one ring an hour waits instead of one a minute."""
    with across_shops():
        overdue = Training.objects.filter(free(), wanted__lt=now() - GRACE)
        waiting = [(each.shop_id, each.wanted) for each in overdue]
    for shop_id, wanted in waiting:
        minutes = (now() - (wanted or now())) // timedelta(minutes=1)
        if minutes < SOON_MINUTES or minutes % LATER_MINUTES == 0:
            ring(shop_id)
