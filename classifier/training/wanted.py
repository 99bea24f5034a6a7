"""Says that a shop's model is to be made anew; the row is what counts, the ring saves a minute."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from classifier.models import Training
from selfservice import doorbell
from selfservice.clock import now
from selfservice.doorbell import Ring
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

TASK = "classifier.train"
EXPIRES_SECONDS = 7200  # longer than the longest pause between two looks


def want(shop: Shop) -> None:
    """Never waits for the training. What is wanted already was rung for already."""
    with within(shop), transaction.atomic():
        training, made = Training.objects.get_or_create(shop=shop, defaults={"wanted": now()})
        Training.objects.filter(pk=training.pk).update(wanted=now())
        if made or training.wanted is None:
            transaction.on_commit(partial(ring, shop.pk))


def ring(shop_id: int) -> None:
    doorbell.ring(Ring(TASK, str(shop_id), EXPIRES_SECONDS))
