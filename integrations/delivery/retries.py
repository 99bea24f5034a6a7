"""When a delivery is tried again, asked about again, or left to a person."""

from __future__ import annotations

import random
from datetime import timedelta

from integrations.effects import EFFECTS
from integrations.models import Delivery
from selfservice import clock

QUICK_TRIES = 10
LONGEST_PAUSE = timedelta(minutes=15)
SLOW_PAUSE = timedelta(hours=1)
MONEY_LASTS = timedelta(hours=20)  # vendors forget idempotency keys after 24
OTHERS_LAST = timedelta(days=3)
STRIKES = 3


def pause(attempts: int) -> timedelta:
    """Full jitter: anywhere up to twice the last bound; hourly after the quick tries."""
    if attempts > QUICK_TRIES:
        return SLOW_PAUSE
    bound = min(LONGEST_PAUSE.total_seconds(), 2.0 * 2**attempts)
    return timedelta(seconds=random.uniform(0, bound))  # noqa: S311 - spreads load, hides nothing


def is_over(delivery: Delivery) -> bool:
    lasts = MONEY_LASTS if EFFECTS[delivery.kind].money else OTHERS_LAST
    return clock.now() - delivery.created > lasts


# After the quarantine the vendor is asked; if it cannot say, again after these.
ASK_AGAIN = (timedelta(minutes=10), timedelta(hours=1))
