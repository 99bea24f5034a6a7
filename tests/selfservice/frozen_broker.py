"""A broker that takes the first message and does not answer until it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from selfservice import doorbell
from selfservice.doorbell import Ring


class FrozenBroker:
    def __init__(self) -> None:
        self.asked = threading.Event()
        self.thaw = threading.Event()
        self.sent: list[Ring] = []

    def __call__(self, what: Ring) -> bool:
        self.asked.set()
        self.thaw.wait(10)
        self.sent.append(what)
        return True


def frozen_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[FrozenBroker]:
    broker = FrozenBroker()
    monkeypatch.setattr(doorbell, "publish", broker)
    monkeypatch.setattr(doorbell, "_ringers", [])
    monkeypatch.setattr(doorbell, "CAPACITY", 3)
    yield broker
    broker.thaw.set()
