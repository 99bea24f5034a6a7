"""A tick for each item and, where there are several pieces, how many: without any script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import QueryDict

from flows import runtime
from flows.page.forms import form_for
from flows.view import ChoiceView, FieldView, View
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.cancelling import publish
from tests.flows.page.forms_in import Page, Shopper
from tests.flows.returning import returning
from tests.flows.runtime.steps import mailed_code

MANY = ChoiceView("spoon", "48 × Spoon", 48)
GOODS = (ChoiceView("MUG", "2 × Blue mug", 2), ChoiceView("a b", "Odd one", 3), MANY)


def view(value: Any = None) -> View:
    goods = FieldView("goods", "several", "Goods", required=True, choices=GOODS, value=value)
    return View("here", "ask", "", "", fields=(goods,))


@pytest.mark.parametrize(
    ("posted", "value"),
    [
        ("", []),
        ("a-goods=MUG", ["MUG"]),
        ("a-goods=MUG&a-goods-pieces-MUG=1", [{"id": "MUG", "quantity": "1"}]),
        ("a-goods-pieces-MUG=1", []),
        ("a-goods=a+b&a-goods-pieces-a+b=2", [{"id": "a b", "quantity": "2"}]),
        ("a-goods=gone&a-goods-pieces-MUG=1", ["gone"]),
    ],
)
def test_a_chooser_counts_where_its_tick_is_set(posted: str, value: list[Any]) -> None:
    assert form_for(view(), QueryDict(posted)).values() == {"goods": value}


@pytest.mark.parametrize(
    ("value", "posted", "ticked", "pieces"),
    [
        (None, None, [], ["2", "3", "48"]),
        (["MUG"], None, ["MUG"], ["2", "3", "48"]),
        ([{"id": "MUG", "quantity": 1}, "spoon"], None, ["MUG", "spoon"], ["1", "3", "48"]),
        (None, "a-goods=MUG&a-goods-pieces-MUG=1", ["MUG"], ["1", "3", "48"]),
        (None, "a-goods=spoon&a-goods-pieces-spoon=lots", ["spoon"], ["2", "3", "lots"]),
    ],
)
def test_what_was_chosen_is_shown_again(
    value: Any, posted: str | None, ticked: list[str], pieces: list[str]
) -> None:
    bound = form_for(view(value), QueryDict(posted) if posted is not None else None)["goods"]
    drawn = [each.data for each in bound]
    assert [each["value"] for each in drawn if each["selected"]] == ticked
    assert [each["pieces"]["chosen"] for each in drawn] == pieces
    assert [len(each["pieces"]["counts"]) for each in drawn] == [2, 3, 0]


@pytest.fixture
def choosing(shopper: Shopper, demo: Shop) -> Page:
    """At the question which items of order 1021 to return: two mugs and a teapot."""
    with within(demo):
        publish(demo, "cancel", returning())
    page = shopper.sends(shopper.looks(), a_number="1021", a_email="jane@example.com")
    page = shopper.sends(page, option="yes")
    with within(demo):
        code = mailed_code(runtime.find(page.token, demo))
    return shopper.sends(page, a_code=code)


def test_only_an_item_of_several_pieces_asks_how_many(choosing: Page) -> None:
    assert re.findall(r'<select id="(\S+)" name="(\S+)"', choosing.html) == [
        ("id_a-lines_0_pieces", "a-lines-pieces-MUG")
    ]
    assert '<label class="pieces" for="id_a-lines_0_pieces">' in choosing.html
    assert re.findall(r"<option( selected)?>(\d)</option>", choosing.html) == [
        ("", "1"),
        (" selected", "2"),
    ]


def test_one_mug_of_two_is_chosen_and_told(shopper: Shopper, choosing: Page) -> None:
    some: dict[str, Any] = {"a_lines": ["MUG", "POT"], "a_lines-pieces-MUG": "1"}
    page = shopper.sends(choosing, **some)
    assert "It is 1 of 2 × Blue mug; Glass teapot." in page.html
    again = shopper.sends(page, "go", do="back")
    assert "<option selected>1</option>" in again.html


def test_a_number_that_is_not_there_is_said_and_nothing_is_lost(
    shopper: Shopper, choosing: Page
) -> None:
    some: dict[str, Any] = {"a_lines": ["MUG", "POT"], "a_lines-pieces-MUG": "9"}
    page = shopper.sends(choosing, **some)
    assert page.status == 422
    assert "2 × Blue mug: choose from 1 to 2 pieces." in page.html
    assert len(re.findall(r'type="checkbox"[^>]* checked', page.html)) == 2
