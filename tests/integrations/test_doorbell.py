"""Ringing never keeps anybody waiting, and never fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from celery import current_app
from django.db import transaction

from integrations import doorbell, outbox
from selfservice.tenancy.models import Shop
from tests.integrations.orders import request


class FrozenBroker:
    """Takes the first message and does not answer until it is told to."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.thaw = threading.Event()
        self.sent: list[UUID] = []

    def __call__(self, delivery_id: UUID) -> bool:
        self.asked.set()
        self.thaw.wait(10)
        self.sent.append(delivery_id)
        return True


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[FrozenBroker]:
    broker = FrozenBroker()
    monkeypatch.setattr(doorbell, "publish", broker)
    monkeypatch.setattr(doorbell, "_ringers", [])
    monkeypatch.setattr(doorbell, "CAPACITY", 3)
    yield broker
    broker.thaw.set()


def test_a_full_queue_drops_the_ring(frozen: FrozenBroker) -> None:
    doorbell.ring(uuid4())
    assert frozen.asked.wait(10)
    for _each in range(10):
        doorbell.ring(uuid4())
    assert doorbell._ringers[0].waiting.qsize() == 3
    assert frozen.sent == []


def test_an_unreachable_broker_empties_the_queue(
    frozen: FrozenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied = threading.Event()
    forget = doorbell._Ringer._forget

    def noticed(ringer: doorbell._Ringer) -> None:
        forget(ringer)
        emptied.set()

    monkeypatch.setattr(doorbell._Ringer, "_forget", noticed)
    monkeypatch.setattr(doorbell, "publish", lambda delivery_id: not frozen(delivery_id))
    for _each in range(3):
        doorbell.ring(uuid4())
    frozen.thaw.set()
    assert emptied.wait(10)
    assert doorbell._ringers[0].waiting.qsize() == 0


def test_a_broker_that_is_not_there_is_a_no_and_no_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    assert not doorbell.publish(uuid4())


@pytest.mark.django_db(transaction=True)
def test_the_ring_comes_after_the_commit(in_shop: Shop, frozen: FrozenBroker) -> None:
    frozen.thaw.set()
    with transaction.atomic():
        outbox.put(in_shop, request("send_email", to="a@b.cz", subject="s", body="b"))
        assert doorbell._ringers == []
    assert frozen.asked.wait(10)
