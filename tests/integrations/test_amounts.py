"""What a flow's refund is worth: the order says it, whatever the flow or its shopper names."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from integrations.demo_shop.models import DemoLine, DemoOrder
from integrations.effects import EFFECTS
from integrations.models import Delivery, Setting, State
from integrations.models.connections import Autonomy
from integrations.outbox.keys import payment_of
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from tests.integrations.orders import (
    carried_out,
    effects,
    promised,
    refund,
    tickets,
)

MUG, MUGS = {"id": "MUG", "quantity": 1}, {"id": "MUG", "quantity": 2}


@pytest.mark.parametrize(
    ("given", "amount", "lines"),
    [
        ({}, "687.00", None),
        ({"amount": {"amount": "687.00", "currency": "CZK"}, "currency": "CZK"}, "687.00", None),
        ({"lines": ["TEA"]}, "189.00", [{"id": "TEA", "quantity": 1}]),
        ({"lines": ["MUG"]}, "498.00", [MUGS]),
        ({"lines": [{"id": "MUG", "quantity": "1"}]}, "249.00", [MUG]),
        ({"lines": [MUG], "amount": "1.00"}, "249.00", [MUG]),
    ],
)
def test_the_order_says_the_amount(
    demo: Shop, given: dict[str, Any], amount: str, lines: list[Any] | None
) -> None:
    wanted = promised(demo, "1001", **given)
    assert (wanted.state, wanted.amount) == (State.QUEUED, Decimal(amount))
    assert wanted.arguments["currency"] == "CZK"
    assert wanted.arguments.get("lines") == lines
    assert carried_out(wanted).state == State.DONE


@pytest.mark.parametrize(
    "given",
    [
        {"amount": "100"},
        {"amount": {"amount": "687.00", "currency": "EUR"}},
        {"amount": "687.00", "currency": "EUR"},
        {"lines": []},
        {"lines": None},
        {"lines": "MUG"},
        {"lines": ["POT"]},
        {"lines": ["MUG", MUG]},
        {"lines": [{"id": "MUG", "quantity": 3}]},
        {"lines": [{"id": "MUG", "quantity": -1}]},
        {"lines": [{"id": "MUG", "quantity": True}]},
        {"lines": [{"id": "MUG", "quantity": 0.5}]},
        {"lines": [{}]},
    ],
)
def test_what_does_not_come_from_the_order_is_refused_with_a_ticket(
    demo: Shop, given: dict[str, Any]
) -> None:
    refused = promised(demo, "1001", **given)
    assert (refused.state, tickets(refused)) == (State.REFUSED, 1)
    assert effects("1001") == 0


def test_an_order_that_the_flow_did_not_read_is_refused(demo: Shop) -> None:
    assert promised(demo, "4711").state == State.REFUSED


def test_an_order_that_was_not_paid_gives_nothing_back(demo: Shop) -> None:
    assert promised(demo, "1005").state == State.REFUSED


def test_the_same_pieces_are_one_refund_and_others_are_another(demo: Shop) -> None:
    one = promised(demo, "1001", lines=[MUG])
    same = promised(demo, "1001", session=uuid4(), lines=[MUG])
    tea = promised(demo, "1001", session=uuid4(), lines=["TEA"])
    assert [each.state for each in (one, same, tea)] == ["queued", "refused", "queued"]
    assert (carried_out(one).state, carried_out(tea).state) == (State.DONE, State.DONE)


def test_no_more_pieces_are_given_back_than_were_ordered(demo: Shop) -> None:
    """One mug of two, then two: the sum would allow it, the second mug was not bought twice."""
    carried_out(promised(demo, "1001", lines=[MUG]))
    both = carried_out(promised(demo, "1001", session=uuid4(), lines=[MUGS]))
    assert (both.state, both.result) == (State.REFUSED, {"code": "too_much"})


def test_a_price_that_changed_meanwhile_stops_the_refund(demo: Shop) -> None:
    waiting = promised(demo, "1001", lines=["TEA"])
    DemoLine.objects.filter(order__number="1001", sku="TEA").update(price=100)
    assert carried_out(waiting).result == {"code": "no_longer_holds"}


def test_what_is_left_is_given_back_after_a_part_was(demo: Shop) -> None:
    carried_out(refund(demo, "1001", "87", seen="nothing"))
    rest = carried_out(promised(demo, "1001"))
    assert (rest.state, rest.amount) == (State.DONE, Decimal(600))
    assert DemoOrder.objects.get(number="1001").refunded == 68700


def test_a_part_given_back_meanwhile_stops_the_refund_of_all(demo: Shop) -> None:
    all_of_it = promised(demo, "1001")
    carried_out(refund(demo, "1001", "0.01", seen="it"))
    assert carried_out(all_of_it).result == {"code": "too_much"}


def test_money_that_the_shop_gave_back_by_itself_is_not_given_again(demo: Shop) -> None:
    """The shop cancelled and refunded the order in its own system meanwhile."""
    waiting = promised(demo, "1001")
    DemoOrder.objects.filter(number="1001").update(status="cancelled", refunded=68700)
    assert carried_out(waiting).result == {"code": "too_much"}
    assert effects("1001") == 0


def test_another_currency_is_refused_and_never_compared(demo: Shop) -> None:
    waiting = promised(demo, "1001")
    DemoOrder.objects.filter(number="1001").update(currency="EUR")
    assert carried_out(waiting).result == {"code": "currency"}
    assert effects("1001") == 0


@pytest.mark.parametrize(
    ("autonomy", "state"),
    [
        (Autonomy.OFF, State.REFUSED),
        (Autonomy.SUGGEST, State.WAITING_APPROVAL),
        (Autonomy.APPROVE, State.WAITING_APPROVAL),
        (Autonomy.AUTOMATIC, State.QUEUED),
    ],
)
def test_the_shop_decides_how_far_a_refund_goes(
    demo: Shop, autonomy: Autonomy, state: State
) -> None:
    Setting.objects.filter(effect="refund").update(autonomy=autonomy)
    waiting = carried_out(promised(demo, "1001"))
    assert waiting.state == (State.DONE if state == State.QUEUED else state)
    assert effects("1001") == (state == State.QUEUED)


@pytest.mark.parametrize(
    ("cap", "states"),
    [
        ("700", ["queued", "waiting_approval"]),
        (1236, ["queued", "queued"]),
        ("nonsense", ["waiting_approval", "waiting_approval"]),
        ("", ["queued", "queued"]),
    ],
)
def test_above_the_shops_daily_limit_a_person_approves(
    demo: Shop, cap: object, states: list[str]
) -> None:
    demo.policy = {"refund_cap_per_day": cap}
    demo.save()
    made = [promised(demo, number, session=uuid4()) for number in ("1001", "1014")]
    assert [each.state for each in made] == states


def test_a_repeated_click_does_not_count_twice_against_the_limit(demo: Shop) -> None:
    demo.policy = {"refund_cap_per_day": 700}
    demo.save()
    first, again = promised(demo, "1001"), promised(demo, "1001")
    assert (first.pk, again.state) == (again.pk, State.QUEUED)
    payment = payment_of(demo.pk, EFFECTS["refund"], {"order": "1001"})
    assert Delivery.objects.filter(payment=payment).count() == 1


@pytest.mark.parametrize(
    "moved",
    [
        {"state": State.REFUSED},
        {"state": State.CANCELLED},
        {"created": now() - timedelta(days=2)},
    ],
    ids=["refused", "called off", "earlier"],
)
def test_only_what_may_move_today_counts_against_the_limit(
    demo: Shop, moved: dict[str, object]
) -> None:
    demo.policy = {"refund_cap_per_day": 700}
    demo.save()
    first = promised(demo, "1001")
    Delivery.objects.filter(pk=first.pk).update(**moved)
    assert promised(demo, "1014", session=uuid4()).state == State.QUEUED
