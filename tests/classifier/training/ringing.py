"""Called inside an installation: forges messages, then teaches a shop, which rings for training."""

from __future__ import annotations

import threading

from classifier.training.wanted import EXPIRES_SECONDS, TASK
from selfservice import doorbell
from selfservice.celery import app
from selfservice.doorbell import Ring
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.classifier.conftest import teach


def teach_a_shop() -> None:
    app.set_default()
    for forged in ("", "nobody", "999999999", "1; DROP TABLE"):
        doorbell.publish(Ring(TASK, forged, EXPIRES_SECONDS))
    shop = Shop.objects.create(key="taught", name="Taught", languages=["en", "cs"])
    with within(shop):
        teach(shop)
    for thread in threading.enumerate():
        if thread.name == "doorbell":
            thread.join(2)
