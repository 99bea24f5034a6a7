"""The order as the connection shows it now: in time, with its age, or with a plain sentence."""

from __future__ import annotations

from decimal import Decimal
from threading import Event

import pytest
from django.core.cache import caches
from pytest_django.fixtures import Settings

from integrations.connectors.demo import DemoShop
from integrations.errors import Silent
from integrations.lookups import order_now
from integrations.values import Order
from selfservice.clock import now
from selfservice.tenancy.models import Shop

REACH = DemoShop.find_order
PATIENCE_SECONDS = 120.0  # of a busy machine


@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo vendor, reached over a network: what was read is kept for a moment."""
    caches["lookups"].clear()
    monkeypatch.setattr(DemoShop, "local", False)


def test_an_agent_sees_the_order_with_its_customer(demo: Shop) -> None:
    before = now()
    seen = order_now(demo, "#1003 ")
    assert seen.order is not None
    assert (seen.order.customer, seen.order.total.amount) == ("Jane Doe", Decimal("798.00"))
    assert seen.sentence == ""
    assert before <= seen.as_of <= now()


def test_an_unknown_order_is_said_to_be_unknown(demo: Shop) -> None:
    assert order_now(demo, "4711").sentence == "Your shop's system knows no order 4711."


def test_without_a_connection_the_sentence_says_what_to_do(in_shop: Shop) -> None:
    said = order_now(in_shop, "1003").sentence
    assert said == "The order cannot be read right now. No connection can find orders: add one."


@pytest.mark.parametrize("slow", [True, False])
def test_a_system_that_does_not_answer_is_not_waited_for(
    demo: Shop,
    far_away: None,
    slow: bool,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = Event()

    def nothing(_self: DemoShop, _number: str) -> Order | None:
        if not slow:
            raise Silent("The shop's system did not answer.")
        told.wait(PATIENCE_SECONDS)
        return None

    settings.LOOKUP_DEADLINE_SECONDS = 0.05
    monkeypatch.setattr(DemoShop, "find_order", nothing)
    seen = order_now(demo, "1003")
    told.set()
    assert seen.order is None
    assert seen.sentence.startswith("The order cannot be read right now.")


def test_nonsense_from_a_vendor_is_a_sentence_too(demo: Shop) -> None:
    order = demo.demoorder_set.get(number="1003")
    order.address = {"planet": "Mars"}
    order.save()
    assert "makes no sense" in order_now(demo, "1003").sentence


def test_a_moment_ago_is_good_enough_unless_it_is_read_again(
    demo: Shop, far_away: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def counted(self: DemoShop, number: str) -> Order | None:
        calls.append(number)
        return REACH(self, number)

    monkeypatch.setattr(DemoShop, "find_order", counted)
    monkeypatch.setattr("integrations.reading._within_deadline", lambda _c, ask, _no: ask())
    first, second = order_now(demo, "1003"), order_now(demo, "1003")
    assert (len(calls), first.as_of) == (1, second.as_of)
    assert order_now(demo, "1003", fresh=True).as_of > first.as_of
    assert len(calls) == 2
