"""One of two mugs goes back, then the other, then none: from the choice to the shop's system."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from flows import runtime
from flows.passage import Passage
from flows.present import view_of
from flows.transcript import transcript
from flows.view import ChoiceView
from integrations import outbox
from integrations.delivery_words import asked_for
from integrations.demo_shop.models import DemoEffect
from integrations.models import Delivery, State
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.returning import at_items, refunding
from tests.integrations.orders import carried_out

ONE_MUG = {"id": "MUG", "quantity": 1}


def chosen(shop: Shop, *lines: Any, flow: dict[str, Any] | None = None) -> Passage:
    return runtime.answer(at_items(shop, flow=flow), "items", values={"lines": list(lines)})


def returned(shop: Shop, *lines: Any) -> Delivery:
    """As it was accepted, not yet carried out."""
    passage = runtime.answer(chosen(shop, *lines), "sure_items")
    (asked,) = [
        each for each in outbox.deliveries_of(passage.session.pk) if each.kind == "create_return"
    ]
    return asked


def offered(shop: Shop) -> tuple[ChoiceView, ...]:
    return view_of(at_items(shop)).fields[0].choices


@pytest.fixture
def in_demo(demo: Shop) -> Any:
    with within(demo):
        yield demo


def test_one_of_two_may_be_returned_then_one_more_then_none(in_demo: Shop) -> None:
    assert offered(in_demo)[0] == ChoiceView("MUG", "2 × Blue mug", 2)
    assert carried_out(returned(in_demo, ONE_MUG)).state == State.DONE
    assert offered(in_demo)[0] == ChoiceView("MUG", "Blue mug", 1)
    assert carried_out(returned(in_demo, "MUG")).state == State.DONE
    assert [each.id for each in offered(in_demo)] == ["POT"]
    gone = DemoEffect.objects.filter(order__number="1021", reference="MUG")
    assert sum(each.amount for each in gone) == 2


def test_of_two_who_want_more_than_there_is_the_second_is_refused_before_the_call(
    in_demo: Shop,
) -> None:
    both, one = returned(in_demo, "MUG"), returned(in_demo, ONE_MUG)
    assert carried_out(one).state == State.DONE
    refused = carried_out(both)
    assert refused.state == State.REFUSED
    assert refused.reason == "Not all of these items are left to return."
    assert DemoEffect.objects.filter(order__number="1021", verb="create_return").count() == 1


def test_the_money_for_one_mug_is_the_price_of_one(in_demo: Shop) -> None:
    """Although one came back before, and what is left of the line goes by its id alone."""
    carried_out(returned(in_demo, ONE_MUG))
    passage = chosen(in_demo, "MUG", flow=refunding())
    runtime.answer(passage, "sure_items")
    asked = outbox.deliveries_of(passage.session.pk)[-1]
    assert (asked.kind, asked.amount) == ("refund", Decimal(249))
    assert asked.arguments["lines"] == [ONE_MUG]
    assert carried_out(asked).state == State.DONE


def test_the_same_pieces_again_are_the_same_return(in_demo: Shop) -> None:
    passage = chosen(in_demo, "MUG")
    entries = len(passage.entries)
    runtime.answer(passage, "items", values={"lines": [{"id": "MUG", "quantity": 2}]})
    assert len(passage.entries) == entries
    runtime.answer(passage, "items", values={"lines": [ONE_MUG]})
    assert len(passage.entries) == entries + 1


def test_everybody_reads_how_many_of_how_many(in_demo: Shop) -> None:
    passage = chosen(in_demo, ONE_MUG, "POT")
    assert view_of(passage).text == "It is 1 of 2 × Blue mug; Glass teapot."
    assert view_of(passage, "cs").text.startswith("It is 1 z 2 × Blue mug")
    assert transcript(passage)[-1].answer == "1 of 2 × Blue mug, Glass teapot"
    runtime.answer(passage, "sure_items")
    asked = outbox.deliveries_of(passage.session.pk)[-1]
    with translation.override("en"):
        assert asked_for(asked) == "Items and pieces: 1 of 2 × Blue mug; 1 × Glass teapot"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (["MUG", "POT"], ["MUG", "POT"]),
        ([{"id": "MUG", "quantity": 2}], ["MUG"]),
        ([ONE_MUG, "POT"], [ONE_MUG, "POT"]),
    ],
)
def test_a_client_that_knows_no_pieces_reads_back_the_ids_it_sent(
    in_demo: Shop, sent: list[Any], shown: list[Any]
) -> None:
    passage = chosen(in_demo, *sent)
    runtime.back(passage)
    assert view_of(passage).fields[0].value == shown
