"""Ringing never keeps anybody waiting, and never fails."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from celery import Celery

from selfservice import doorbell
from selfservice.doorbell import Ring
from tests.selfservice.frozen_broker import PATIENCE_SECONDS, FrozenBroker

RING = Ring("integrations.deliver", "7", expires=60)


def test_a_full_queue_drops_the_ring(frozen: FrozenBroker) -> None:
    doorbell.ring(RING)
    assert frozen.asked.wait(PATIENCE_SECONDS)
    for _each in range(10):
        doorbell.ring(RING)
    assert doorbell._ringers[0].waiting.qsize() == 3
    assert frozen.sent == []


def test_an_unreachable_broker_empties_the_queue(
    frozen: FrozenBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied = threading.Event()
    forget = doorbell._Ringer._forget

    def noticed(ringer: doorbell._Ringer) -> None:
        forget(ringer)
        if ringer is doorbell._ringers[0]:  # an earlier test's may wake up late
            emptied.set()

    monkeypatch.setattr(doorbell._Ringer, "_forget", noticed)
    monkeypatch.setattr(doorbell, "publish", lambda what: not frozen(what))
    for _each in range(3):
        doorbell.ring(RING)
    frozen.thaw.set()
    assert emptied.wait(PATIENCE_SECONDS)
    assert doorbell._ringers[0].waiting.qsize() == 0


def test_a_broker_that_is_not_there_is_a_no_and_no_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # An application of its own: the real one may hold a connection that an earlier test opened.
    away = Celery("away", broker="redis://127.0.0.1:1/0", set_as_current=False)
    monkeypatch.setattr(doorbell, "current_app", away)
    assert not doorbell.publish(RING)


def test_a_broker_that_takes_no_message_is_a_no_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Celery("full", broker="filesystem://", set_as_current=False)
    gone = str(tmp_path / "gone")
    full.conf.broker_transport_options = {
        "data_folder_in": gone,
        "data_folder_out": gone,
        "control_folder": str(tmp_path / "control"),
    }
    monkeypatch.setattr(doorbell, "current_app", full)
    assert not doorbell.publish(RING)
