"""Where somebody may be guessing, a code comes before any word on what was found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from flows import runtime
from flows.engine.position import Awaits
from flows.models import Challenge
from flows.passage import Passage
from flows.present import view_of
from flows.runtime import looking, proving
from flows.runtime.looking import DAY, HOUR, Budget, looked_up
from integrations import outbox
from integrations.demo_shop.setting_up import connect_demo
from integrations.models import Connection
from selfservice.privacy.budgets import spend
from selfservice.privacy.models import Budget as Spent
from selfservice.tenancy.models import Shop
from tests.flows.runtime.steps import asked, mailed_code

MORNING = datetime(2026, 5, 4, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("in_demo")


def codes(passage: Passage) -> list[str]:
    sent = outbox.deliveries_of(passage.session.pk)
    return [each.arguments["to"] for each in sent if each.effect.startswith("code-")]


def shown(passage: Passage) -> tuple[Any, ...]:
    view = view_of(passage)
    return view.step, view.kind, view.text, view.options, view.fields, view.notices


def guessed_at(demo: Shop, number: str = "1001") -> None:
    """Ten strangers have tried their own addresses on one order."""
    for guess in range(10):
        asked(demo, number=number, email=f"guess{guess}@example.com")


@pytest.fixture
def guessed(demo: Shop) -> Shop:
    guessed_at(demo)
    return demo


def test_the_rightful_shopper_gets_on_with_a_code_after_ten_misses_on_the_order(
    guessed: Shop,
) -> None:
    passage = asked(guessed)
    assert (passage.position.key.step, passage.position.awaits) == ("find", Awaits.PROOF)
    assert codes(passage) == ["jane@example.com"]
    assert "order" not in passage.position.facts
    runtime.answer(passage, "find", values={"code": mailed_code(passage)})
    assert passage.position.key.step == "sure"
    assert passage.position.facts["order"]["number"] == "1001"


def test_the_code_proves_the_mailbox_for_what_needs_it_later(guessed: Shop) -> None:
    passage = asked(guessed)
    runtime.answer(passage, "find", values={"code": mailed_code(passage)})
    runtime.answer(passage, "sure", option="yes")
    assert passage.position.key.step == "cancel"
    assert len(codes(passage)) == 1


def test_after_five_misses_of_one_mailbox_in_an_hour_it_is_held(demo: Shop) -> None:
    for number in range(5):
        assert asked(demo, number=f"90{number}").position.key.step == "which"
    passage = asked(demo)
    assert passage.position.awaits is Awaits.PROOF
    runtime.answer(passage, "find", values={"code": mailed_code(passage)})
    assert passage.position.key.step == "sure"


@pytest.mark.parametrize("per", ["network", "shop"])
def test_many_misses_of_a_network_or_a_shop_hold_what_follows(
    demo: Shop, monkeypatch: pytest.MonkeyPatch, per: str
) -> None:
    monkeypatch.setitem(looking.BUDGETS, "order", (Budget(per, 2, HOUR, holds=True),))
    outcomes = []
    for number in ("901", "902", "1001"):
        typed = {"number": number, "contact": "jane@example.com"}
        outcomes.append("held" in looked_up(demo, "order", typed, None, "192.0.2.7"))
    assert outcomes == [False, False, True]


def test_a_wrong_guess_is_shown_exactly_what_a_right_one_is(guessed: Shop) -> None:
    right = asked(guessed)
    wrong = asked(guessed, email="stranger@example.com")
    assert shown(right) == shown(wrong)
    assert [len(codes(each)) for each in (right, wrong)] == [1, 0]
    assert Challenge.objects.filter(session=wrong.session).count() == 1
    for each in (right, wrong):
        with pytest.raises(runtime.TooMany) as refused:
            runtime.answer(each, "find", option="resend")
        assert refused.value.retry_after == 60


def test_wrong_codes_end_alike_whether_there_is_such_an_order_or_not(guessed: Shop) -> None:
    ends = []
    for email in ("jane@example.com", "stranger@example.com"):
        passage = asked(guessed, email=email)
        for _try in range(proving.TRIES - 1):
            with pytest.raises(runtime.Invalid):
                runtime.answer(passage, "find", values={"code": "22222222"})
        runtime.answer(passage, "find", values={"code": "22222222"})
        ends.append((passage.position.key, shown(passage)[1:3]))
    assert ends[0] == ends[1]
    assert ends[0][0].step == "human"


def test_whoever_cannot_open_the_mailbox_gets_a_person(guessed: Shop) -> None:
    passage = runtime.answer(asked(guessed), "find", option="not_proven")
    assert passage.position.key.step == "human"
    assert "order" not in passage.position.facts


def test_a_person_is_one_click_away_there_too(guessed: Shop) -> None:
    assert view_of(asked(guessed)).person
    assert runtime.answer(asked(guessed), "find", option="person").position.key.step == "human"


def held_for(shop: Shop, number: str, email: str, network: str) -> bool:
    typed = {"number": number, "contact": email}
    return "held" in looked_up(shop, "order", typed, uuid4(), network)


@pytest.mark.parametrize("email", ["jane@example.com", "stranger@example.com"])
def test_look_ups_that_are_held_spend_nothing_of_whom_they_are_about(
    guessed: Shop, email: str
) -> None:
    for _again in range(11):
        assert held_for(guessed, "1001", email, "192.0.2.7")
    assert not held_for(guessed, "1014", email, "192.0.2.8")


def test_what_a_spent_network_guesses_spends_nothing_of_others(
    demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [each for each in looking.BUDGETS["order"] if each.per != "network"]
    network = Budget("network", 0, HOUR, holds=True)
    monkeypatch.setitem(looking.BUDGETS, "order", (network, *others))
    for _guess in range(11):
        assert held_for(demo, "1001", "jane@example.com", "192.0.2.7")
    monkeypatch.setitem(looking.BUDGETS, "order", tuple(others))
    assert not held_for(demo, "1001", "jane@example.com", "192.0.2.8")


def test_a_strangers_network_leaves_the_mailbox_codes_for_its_owner(guessed: Shop) -> None:
    sent = []
    for network in ("192.0.2.7",) * (proving.CODES_A_DAY + 2) + ("192.0.2.8",):
        passage, _token = runtime.start(guessed)
        passage.network = network
        runtime.answer(passage, "which", values={"number": "1001", "email": "jane@example.com"})
        sent.append(len(codes(passage)))
    assert sent == [1] * proving.CODES_A_DAY + [0, 0, 1]


def test_networks_together_send_a_mailbox_no_more_than_its_cap(
    guessed: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "CODES_TO_A_MAILBOX", 2)
    sent = []
    for network in range(4):
        passage, _token = runtime.start(guessed)
        passage.network = f"192.0.2.{network}"
        runtime.answer(passage, "which", values={"number": "1001", "email": "jane@example.com"})
        sent.append(len(codes(passage)))
    assert sent == [1, 1, 0, 0]


def test_nothing_is_given_back_that_would_tell_whether_it_was_found(guessed: Shop) -> None:
    """Both spend the same: what is left for the next guess says nothing."""
    spent = []
    for email in ("jane@example.com", "stranger@example.com"):
        before = sum(Spent.objects.values_list("spent", flat=True))
        looked_up(guessed, "order", {"number": "1001", "contact": email}, None, "192.0.2.7")
        spent.append(sum(Spent.objects.values_list("spent", flat=True)) - before)
    assert spent[0] == spent[1] > 0


def test_codes_for_guesses_leave_the_mailbox_its_own(guessed: Shop) -> None:
    """Guessing with somebody's address uses up none of the codes that they may get today."""
    for number in ("901", "902", "903", "904", "905", "906", "907"):
        asked(guessed, number=number)
    passage = asked(guessed)
    assert codes(passage) == ["jane@example.com"]


def test_a_mailbox_with_no_code_left_today_is_not_told_apart(guessed: Shop) -> None:
    for _code in range(proving.CODES_TO_A_MAILBOX):
        spend("codes", f"{guessed.pk} jane@example.com", proving.CODES_TO_A_MAILBOX, DAY)
    right, wrong = asked(guessed), asked(guessed, email="stranger@example.com")
    assert shown(right) == shown(wrong)
    assert codes(right) == []


def test_what_is_held_is_not_in_the_data_of_the_session(guessed: Shop) -> None:
    held = runtime.held_in_json(asked(guessed))
    assert "facts" not in {part["what"] for part in held}


def test_a_shop_that_does_not_answer_is_not_held(guessed: Shop) -> None:
    Connection.objects.filter(connector="demo").delete()
    assert asked(guessed).position.key.step == "human"
    connect_demo(guessed)
    assert asked(guessed).position.awaits is Awaits.PROOF


@pytest.mark.parametrize("typed", ["1001", "#1001", "##1001", " 1001", "# 1001 "])
def test_guesses_at_one_order_count_however_its_number_is_typed(demo: Shop, typed: str) -> None:
    for guess in range(10):
        number = ("1001", "#1001", "###1001", "# 1001")[guess % 4]
        asked(demo, number=number, email=f"guess{guess}@example.com")
    assert asked(demo, number=typed).position.awaits is Awaits.PROOF


def test_guesses_with_one_phone_count_however_it_is_typed(demo: Shop) -> None:
    for number, phone in enumerate(("602333444", "602 333 444", "+420602333444", "(602)333-444")):
        looked_up(demo, "order", {"number": f"90{number}", "contact": phone})
    looked_up(demo, "order", {"number": "905", "contact": "602.333.444"})
    last = looked_up(demo, "order", {"number": "1005", "contact": "602/333444"})
    assert "held" in last


def test_however_many_networks_guess_ten_comparisons_of_a_mailbox_a_day_are_told(
    demo: Shop,
) -> None:
    told = 0
    for guess in range(48):
        with time_machine.travel(MORNING + guess * timedelta(minutes=29), tick=False):
            typed = {"number": f"7{guess:03}", "contact": "jane@example.com"}
            found = looked_up(demo, "order", typed, uuid4(), f"192.0.2.{guess}")
            told += "held" not in found
    assert told == 10
