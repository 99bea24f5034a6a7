"""Wanting a training never keeps anybody waiting, and is never forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from classifier.models import Training
from classifier.tasks import look
from classifier.training.wanted import want
from selfservice import doorbell
from selfservice.clock import now
from selfservice.doorbell import Ring
from selfservice.tenancy.models import Shop
from tests.selfservice.frozen_broker import PATIENCE_SECONDS, FrozenBroker


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    """A busy machine takes longer than the seconds that are told apart here."""
    with time_machine.travel(now(), tick=False):
        yield


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[Ring]:
    rings: list[Ring] = []
    monkeypatch.setattr(doorbell, "ring", rings.append)
    return rings


def wanted_for(shop: Shop, **ago: int) -> None:
    Training.objects.update_or_create(shop=shop, defaults={"wanted": now() - timedelta(**ago)})


@pytest.mark.django_db(transaction=True)
def test_the_ring_comes_once_and_after_the_commit(in_shop: Shop, rung: list[Ring]) -> None:
    with transaction.atomic():
        want(in_shop)
        want(in_shop)
        assert rung == []
    want(in_shop)
    assert [(each.task, each.about) for each in rung] == [("classifier.train", str(in_shop.pk))]


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_hangs_keeps_nobody_waiting(in_shop: Shop, frozen: FrozenBroker) -> None:
    want(in_shop)
    assert Training.objects.get().wanted is not None
    assert frozen.asked.wait(PATIENCE_SECONDS)
    assert frozen.sent == []


def test_wanting_again_moves_the_time(in_shop: Shop) -> None:
    wanted_for(in_shop, hours=1)
    want(in_shop)
    wanted = Training.objects.get().wanted
    assert wanted is not None
    assert now() - wanted < timedelta(minutes=1)


def test_a_lost_ring_is_repeated(in_shop: Shop, rung: list[Ring]) -> None:
    wanted_for(in_shop, seconds=1)
    look()
    assert rung == []
    wanted_for(in_shop, seconds=10)
    look()
    assert [each.about for each in rung] == [str(in_shop.pk)]


def test_what_somebody_is_at_is_left_alone_for_ten_minutes(in_shop: Shop, rung: list[Ring]) -> None:
    wanted_for(in_shop, minutes=12)
    Training.objects.update(started=now() - timedelta(minutes=9))
    look()
    assert rung == []
    Training.objects.update(started=now() - timedelta(minutes=11))
    look()
    assert len(rung) == 1


@pytest.mark.parametrize(("minutes", "rings"), [(14, 1), (16, 0), (59, 0), (60, 1), (61, 0)])
def test_where_nobody_trains_the_rings_do_not_pile_up(
    in_shop: Shop, rung: list[Ring], minutes: int, rings: int
) -> None:
    wanted_for(in_shop, minutes=minutes, seconds=20)
    look()
    assert len(rung) == rings
