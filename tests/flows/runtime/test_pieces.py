"""Which pieces may be chosen, and how a choice of them is kept."""

from __future__ import annotations

from typing import Any

import pytest

from flows.engine.document import Ask
from flows.runtime.errors import Invalid
from flows.runtime.values import checked

FIELD = {
    "name": "items",
    "type": "several",
    "label": {"en": "Items"},
    "choices_from": "order.items",
}
STEP = Ask.model_validate({"kind": "ask", "fields": [FIELD], "exits": {"next": "x"}})
MUGS = {"id": "MUG", "name": "Blue mug", "quantity": 2}
POT = {"id": "POT", "name": "Glass teapot", "quantity": 1}
CODE = {"id": "7", "label": "Of a list that counts nothing"}
FACTS = {"order": {"items": [MUGS, POT, CODE]}}


def kept(*items: Any) -> Any:
    return checked(STEP, {"items": list(items)}, FACTS)["items"]


def test_all_of_them_can_be_named_by_the_id_alone() -> None:
    assert kept("MUG", "POT") == [{"id": "MUG", "quantity": 2}, {"id": "POT", "quantity": 1}]
    assert kept("MUG") == kept({"id": "MUG", "quantity": 2}) == kept({"id": "MUG"})


@pytest.mark.parametrize("quantity", [1, "1", " 1 "])
def test_one_of_two_is_kept_as_one(quantity: Any) -> None:
    assert kept({"id": "MUG", "quantity": quantity}) == [{"id": "MUG", "quantity": 1}]


def test_what_is_not_counted_is_kept_by_its_id() -> None:
    assert kept("7") == kept({"id": "7", "quantity": 1}) == ["7"]


@pytest.mark.parametrize("quantity", [0, -1, 3, "3", "", "one", "1.5", 1.5, True, None, [1], {}])
def test_a_number_of_pieces_that_is_not_there_is_refused_in_a_sentence(quantity: Any) -> None:
    with pytest.raises(Invalid) as invalid:
        kept("POT", {"id": "MUG", "quantity": quantity})
    assert invalid.value.errors == {"items": "2 × Blue mug: choose from 1 to 2 pieces."}


@pytest.mark.parametrize(
    "items",
    [
        [{"id": "MUG", "quantity": 1}, {"id": "MUG", "quantity": 1}],
        ["MUG", {"id": "MUG", "quantity": 1}],
        [{"id": "TEA", "quantity": 1}],
        [{"quantity": 1}],
        [{"id": {"id": "MUG"}}],
        [],
    ],
)
def test_an_item_named_twice_or_not_at_all_is_refused(items: list[Any]) -> None:
    with pytest.raises(Invalid):
        kept(*items)
