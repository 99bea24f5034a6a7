"""Look-ups: tried again after a failure, and only so often for who guesses."""

from __future__ import annotations

from copy import deepcopy
from uuid import uuid4

import pytest

from flows import runtime
from flows.runtime import looking
from flows.runtime.looking import HOUR, Budget, looked_up
from integrations.demo_shop.setting_up import connect_demo
from integrations.models import Connection
from selfservice.tenancy.models import Shop
from tests.flows.conftest import CANCEL, publish
from tests.flows.runtime.steps import asked

ORDER = {"number": "1001", "email": "jane@example.com"}

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
    right = {"number": "1001", "contact": "jane@example.com"}
    assert looked_up(demo, "order", right, session)["outcome"] == "failed"
    assert looked_up(demo, "order", right, uuid4())["outcome"] == "found"


def test_guessing_at_one_mailbox_ends_after_five_misses_in_an_hour(demo: Shop) -> None:
    for number in range(5):
        asked(demo, number=f"90{number}")
    assert asked(demo).position.key.step == "human"


def test_guessing_at_one_order_ends_after_ten_misses_in_a_day(demo: Shop) -> None:
    for guess in range(10):
        asked(demo, email=f"guess{guess}@example.com")
    assert asked(demo).position.key.step == "human"


def test_finding_an_order_spends_nothing(demo: Shop) -> None:
    for _time in range(12):
        assert asked(demo).position.key.step == "sure"


def test_a_spent_budget_tells_nothing_about_the_order(demo: Shop) -> None:
    for number in range(5):
        asked(demo, number=f"90{number}", email="nobody@example.com")
    unknown = asked(demo, number="909", email="nobody@example.com")
    for number in range(5):
        asked(demo, number=f"80{number}")
    known = asked(demo)
    assert unknown.position.key == known.position.key


@pytest.mark.parametrize("typed", ["1001", "#1001", "##1001", " 1001", "# 1001 "])
def test_guesses_at_one_order_count_however_its_number_is_typed(demo: Shop, typed: str) -> None:
    for guess in range(10):
        number = ("1001", "#1001", "###1001", "# 1001")[guess % 4]
        asked(demo, number=number, email=f"guess{guess}@example.com")
    assert asked(demo, number=typed).position.key.step == "human"


def test_guesses_with_one_phone_count_however_it_is_typed(demo: Shop) -> None:
    for number, phone in enumerate(("602333444", "602 333 444", "+420602333444", "(602)333-444")):
        looked_up(demo, "order", {"number": f"90{number}", "contact": phone})
    looked_up(demo, "order", {"number": "905", "contact": "602.333.444"})
    last = looked_up(demo, "order", {"number": "1005", "contact": "602/333444"})
    assert last["outcome"] == "failed"


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
