"""Called inside an installation: forges messages, then teaches a shop, which rings for training."""

from __future__ import annotations

import threading

from celery.signals import after_task_publish

from classifier.training.wanted import EXPIRES_SECONDS, TASK
from selfservice import doorbell
from selfservice.celery import app
from selfservice.doorbell import Ring
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.classifier.conftest import teach

PATIENCE_SECONDS = 120  # of a busy machine


def teach_a_shop() -> None:
    app.set_default()
    for forged in ("", "nobody", "999999999", "1; DROP TABLE"):
        doorbell.publish(Ring(TASK, forged, EXPIRES_SECONDS))
    shop = Shop.objects.create(key="taught", name="Taught", languages=["en", "cs"])
    rung = threading.Event()

    def hear(body: tuple[object, ...], **_sent: object) -> None:
        if body[0] == [str(shop.pk)]:
            rung.set()

    after_task_publish.connect(hear)
    with within(shop):
        teach(shop)
    assert rung.wait(PATIENCE_SECONDS), "nobody rang"
