"""A broker that takes the first message and does not answer until it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from selfservice import doorbell
from selfservice.doorbell import Ring

PATIENCE_SECONDS = 120  # of a busy machine; nothing that passes waits so long


class FrozenBroker:
    def __init__(self) -> None:
        self.asked = threading.Event()
        self.thaw = threading.Event()
        self.sent: list[Ring] = []

    def __call__(self, what: Ring) -> bool:
        self.asked.set()
        self.thaw.wait(PATIENCE_SECONDS)
        self.sent.append(what)
        return True


def frozen_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[FrozenBroker]:
    broker = FrozenBroker()
    monkeypatch.setattr(doorbell, "publish", broker)
    monkeypatch.setattr(doorbell, "_ringers", [])
    monkeypatch.setattr(doorbell, "CAPACITY", 3)
    yield broker
    broker.thaw.set()
