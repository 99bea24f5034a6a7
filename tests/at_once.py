"""One call in many threads that start together."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

AtOnce = Callable[[int, Callable[[int], Any]], list[Any]]


def called_at_once(threads: int, call: Callable[[int], Any]) -> list[Any]:
    """What `call(0)`, `call(1)` ... return, each in a thread with a connection of its own."""
    gate = Barrier(threads)

    def one(number: int) -> Any:
        try:
            gate.wait()
            return call(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))
