"""Look-ups: tried again after a failure, and only so often for who guesses."""

from __future__ import annotations

from copy import deepcopy
from uuid import uuid4

import pytest
import time_machine
from django.test import override_settings

from flows import runtime
from flows.runtime import looking
from flows.runtime.looking import HOUR, Budget, looked_up
from integrations.demo_shop.setting_up import connect_demo
from integrations.models import Connection
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from tests.flows.conftest import CANCEL, publish
from tests.flows.runtime.steps import asked

ORDER = {"number": "1001", "email": "jane@example.com"}
RIGHT = {"number": "1001", "contact": "jane@example.com"}

pytestmark = pytest.mark.usefixtures("in_demo")


@pytest.fixture
def forgiving(demo: Shop) -> Shop:
    """A failed look-up is told about before a person is called."""
    document = deepcopy(CANCEL)
    document["steps"]["find"]["exits"]["failed"] = "sorry"
    document["steps"]["sorry"] = {
        "kind": "say",
        "text": {"en": "Sorry"},
        "exits": {"next": "human"},
    }
    publish(demo, "cancel", document)
    return demo


def test_a_look_up_that_failed_is_tried_again_when_the_shopper_answers_anew(
    forgiving: Shop,
) -> None:
    Connection.objects.filter(connector="demo").delete()
    passage = asked(forgiving)
    assert passage.position.key.step == "sorry"
    connect_demo(forgiving)
    runtime.back(passage)
    runtime.answer(passage, "which", values=ORDER)
    assert passage.position.key.step == "sure"


def test_without_a_connection_a_person_takes_over(demo: Shop) -> None:
    Connection.objects.filter(connector="demo").delete()
    passage = asked(demo)
    assert passage.position.key.step == "human"
    assert passage.session.outcome == "handed_over"


def test_one_conversation_does_not_try_many_orders_with_many_contacts(demo: Shop) -> None:
    session = uuid4()
    for guess in range(10):
        pair = {"number": f"80{guess}", "contact": f"guess{guess}@example.com"}
        assert looked_up(demo, "order", pair, session)["outcome"] == "missing"
    assert looked_up(demo, "order", RIGHT, session)["outcome"] == "failed"
    assert looked_up(demo, "order", RIGHT, uuid4())["outcome"] == "found"


def test_finding_an_order_spends_nothing(demo: Shop) -> None:
    for _time in range(12):
        assert asked(demo).position.key.step == "sure"


def test_a_network_asks_a_shops_system_only_so_often(demo: Shop) -> None:
    with time_machine.travel(now(), tick=False), override_settings(NETWORK_LOOKUPS_AN_HOUR=2):
        outcomes = [
            looked_up(demo, "order", RIGHT, uuid4(), network)["outcome"]
            for network in ("192.0.2.7", "192.0.2.7", "192.0.2.7", "192.0.2.8")
        ]
    assert outcomes == ["found", "found", "failed", "found"]


def test_a_shops_system_is_asked_only_so_often_by_everybody_together(
    demo: Shop, other_shop: Shop
) -> None:
    with time_machine.travel(now(), tick=False), override_settings(SHOP_LOOKUPS_AN_HOUR=2):
        outcomes = [
            looked_up(demo, "order", RIGHT, uuid4(), f"192.0.2.{number}")["outcome"]
            for number in range(3)
        ]
        assert outcomes == ["found", "found", "failed"]
        assert not looking._asks_too_often(other_shop, "192.0.2.1")


def test_one_conversation_looks_products_up_only_so_often(demo: Shop) -> None:
    session, other = uuid4(), uuid4()
    mug = {"query": "mug", "language": "en"}
    outcomes = [looked_up(demo, "product", mug, session)["outcome"] for _time in range(21)]
    assert outcomes == ["found"] * 20 + ["failed"]
    assert looked_up(demo, "product", mug, other)["outcome"] == "found"


def test_a_whole_shops_goods_are_not_copied_by_many_conversations(
    demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    budgets = (Budget("session", 20, HOUR, False), Budget("shop", 3, HOUR, False))
    monkeypatch.setitem(looking.BUDGETS, "product", budgets)
    asked_for = [{"query": each} for each in ("mug", "tea", "pot", "tray")]
    outcomes = [looked_up(demo, "product", each, uuid4())["outcome"] for each in asked_for]
    assert outcomes == ["found", "found", "found", "failed"]


def test_products_that_nobody_sells_spend_nothing_of_the_orders(demo: Shop) -> None:
    for _time in range(6):
        looked_up(demo, "product", {"query": "bicycle"}, uuid4())
    assert asked(demo).position.key.step == "sure"
