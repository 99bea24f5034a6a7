"""Tells the upper layers what became of a delivery, until every receiver has taken it in."""

from __future__ import annotations

import logging

from integrations.failpoints import reach
from integrations.models import Delivery
from integrations.signals import delivery_settled

log = logging.getLogger(__name__)


def report(delivery: Delivery) -> bool:
    """Receivers are idempotent: after a crash between the two lines the relay reports again."""
    answers = delivery_settled.send_robust(sender=Delivery, delivery=delivery)
    reach("report.received")
    failed = [answer for _receiver, answer in answers if isinstance(answer, Exception)]
    for error in failed:
        log.error("A receiver of delivery %s failed: %s", delivery.pk, type(error).__name__)
    if failed:
        return False
    same = Delivery.objects.filter(pk=delivery.pk, state=delivery.state, fence=delivery.fence)
    return bool(same.update(reported=True))
