"""Trains a shop's model and keeps it, unless nothing changed or another worker was faster."""

from __future__ import annotations

import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from classifier.models import Failure, ModelVersion, Training
from classifier.router.examining import Examined, examined
from classifier.router.fitting import NotEnough
from classifier.router.storing import BadModel, restored, stored
from classifier.training.claims import Claim, claim, settle
from classifier.training.gathering import fingerprint, gather
from classifier.training.wanted import ring
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

KEPT_VERSIONS = 5

log = logging.getLogger(__name__)


def train(shop: Shop) -> None:
    """Does nothing if nothing is wanted, or another worker is at it."""
    with within(shop):
        claimed = claim(shop)
        if claimed is None:
            return
        _train(claimed)
        if Training.objects.filter(wanted__isnull=False, started=None).exists():
            ring(shop.pk)  # something changed meanwhile


def _train(claimed: Claim) -> None:
    material = gather(claimed.shop)
    made_of = fingerprint(material)
    if _is_current(made_of):
        settle(claimed)
        return
    try:
        _keep(claimed, made_of, examined(material))
    except NotEnough:
        _give_up(claimed)
    except SoftTimeLimitExceeded:
        settle(claimed, Failure.SLOW)
    except Exception as error:
        log.error("Shop %s has no new model: %s", claimed.shop.key, type(error).__name__)
        settle(claimed, Failure.FAILED)
        raise


def _is_current(made_of: str) -> bool:
    """A damaged model is not, whatever it was made of."""
    newest = ModelVersion.objects.first()
    if newest is None or newest.fingerprint != made_of:
        return False
    try:
        restored(bytes(newest.data), newest.digest)
    except BadModel:
        return False
    return True


def _keep(claimed: Claim, made_of: str, made: Examined) -> None:
    packed = stored(made.model)
    with transaction.atomic():
        if not settle(claimed):
            return
        newest = ModelVersion.objects.values_list("number", flat=True).first() or 0
        ModelVersion.objects.create(
            shop=claimed.shop,
            number=newest + 1,
            fingerprint=made_of,
            digest=packed.digest,
            data=packed.data,
            report=made.report,
        )
        ModelVersion.objects.filter(number__lte=newest + 1 - KEPT_VERSIONS).delete()


def _give_up(claimed: Claim) -> None:
    """Without topics there is nothing to route to, so no model stays either."""
    with transaction.atomic():
        if settle(claimed, Failure.NOTHING):
            ModelVersion.objects.all().delete()
