"""Counting in the cache: by the clock's windows, for nobody by name, and harmless when it fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.cache.backends.locmem import LocMemCache

from selfservice.privacy import pacing
from selfservice.privacy.pacing import count, left_of
from tests.at_once import AtOnce

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def someone() -> str:
    """A subject that no earlier run has counted, in a cache that may outlive it."""
    return uuid4().hex


class Gone(LocMemCache):
    """A cache that fails as Redis does, and says how often it was asked."""

    asked = 0

    def incr(self, *_given: object, **_more: object) -> int:
        self.asked += 1
        raise ConnectionError("Error 111 connecting to 127.0.0.1:6379.")


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gone]:
    cache = Gone("gone", {})
    monkeypatch.setattr(pacing, "cache", cache)
    monkeypatch.setattr(pacing, "_rest", pacing._Rest())
    yield cache


def test_what_comes_within_one_window_is_counted_and_the_next_begins_anew(someone: str) -> None:
    with time_machine.travel(NOON + timedelta(seconds=59), tick=False):
        assert [count("request", someone, 60) for _time in range(3)] == [1, 2, 3]
        assert left_of(60) == 1
    with time_machine.travel(NOON + timedelta(seconds=60), tick=False):
        assert count("request", someone, 60) == 1
        assert left_of(60) == 60


@time_machine.travel(NOON, tick=False)
def test_other_names_and_subjects_are_counted_apart(someone: str) -> None:
    assert count("request", someone, 60) == 1
    assert count("look-up", someone, 60) == 1
    assert count("request", someone[:-1], 60) == 1


def test_no_count_is_lost_where_many_count_at_once(at_once: AtOnce, someone: str) -> None:
    def ten_times(_number: int) -> list[int]:
        return [count("request", someone, 10**9) for _time in range(10)]

    counted = sorted(number for each in at_once(8, ten_times) for number in each)
    assert counted == list(range(1, 81))


def test_no_address_is_in_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []

    def noted(key: str, _window: int) -> int:
        keys.append(key)
        return 1

    monkeypatch.setattr(pacing, "_add_one", noted)
    count("request", "203.0.113.7", 60)
    assert len(keys) == 1
    assert "203.0.113.7" not in keys[0]


def test_nobody_is_slowed_down_while_the_cache_is_gone_and_the_log_says_it_once(
    gone: Gone, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "REST_SECONDS", 0.0)
    with caplog.at_level(logging.WARNING):
        assert [count("request", "anna", 60) for _time in range(5)] == [0] * 5
    assert gone.asked == 5
    assert [record.getMessage() for record in caplog.records] == [
        "The cache does not answer (ConnectionError): nobody is slowed down until it does."
    ]


def test_a_cache_that_failed_is_left_alone_for_a_while(gone: Gone) -> None:
    for _time in range(5):
        count("request", "anna", 60)
    assert gone.asked == 1
