"""Counts in the cache: quick, with no statement, and in nobody's way while the cache is gone.

What must never be exceeded is counted in `selfservice.privacy.budgets`.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from selfservice.clock import now

REST_SECONDS = 5.0  # after a failure: a cache that hangs would cost every request its time-out

log = logging.getLogger(__name__)


def count(name: str, subject: str, window: int) -> int:
    """How often this came within the present window of so many seconds, with this time.

    Windows are the clock's own, so that one addition does. 0 while the cache does not answer.
    """
    if _rest.lasts():
        return 0
    try:
        return _add_one(f"pace:{_window(window)}:{_digest(name, subject)}", window)
    except Exception as error:  # whatever the cache is made of
        _rest.begin(error)
        return 0


def left_of(window: int) -> int:
    """The seconds until the next window begins."""
    return window - int(now().timestamp()) % window


def _window(window: int) -> int:
    return int(now().timestamp()) // window


def _add_one(key: str, window: int) -> int:
    with suppress(ValueError):  # nothing was counted yet
        number = cache.incr(key)
        _rest.end()
        return number
    return 1 if cache.add(key, 1, window) else cache.incr(key)


def _digest(name: str, subject: str) -> str:
    """No address and no token is in the cache."""
    return salted_hmac(f"pacing.{name}", subject, algorithm="sha256").hexdigest()[:32]


class _Rest:
    """While the cache is gone it is asked once in a while; the log says it once."""

    def __init__(self) -> None:
        self.until = 0.0
        self.told = False

    def lasts(self) -> bool:
        return time.monotonic() < self.until

    def begin(self, error: Exception) -> None:
        self.until = time.monotonic() + REST_SECONDS
        if not self.told:
            self.told = True
            log.warning(
                "The cache does not answer (%s): nobody is slowed down until it does.",
                type(error).__name__,
            )

    def end(self) -> None:
        self.until, self.told = 0.0, False


_rest = _Rest()
