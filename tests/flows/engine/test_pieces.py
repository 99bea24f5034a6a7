"""Some pieces of what a list counts: told, gathered as members, and never more than were there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine.document import Document, load
from flows.engine.entries import OUTSIDE, Entry, EntryKind, Key
from flows.engine.pieces import chosen_of, members
from flows.engine.position import Position
from flows.engine.replay import replay

MUGS = {"id": "MUG", "name": "Blue mug", "quantity": 2}
TRAY = {"id": "TRAY", "name": "Oak tray"}


def document() -> Document:
    """It asks what comes back and sends just that."""
    field = {"name": "items", "type": "several", "label": {"en": "Items"}}
    call = {
        "id": "back",
        "kind": "create_return",
        "arguments": {"order": {"value": "1"}, "lines": {"fact": "answer.items"}},
    }
    return load(
        {
            "title": {"en": "Return"},
            "languages": ["en"],
            "start": "what",
            "person": "end",
            "steps": {
                "what": {
                    "kind": "ask",
                    "fields": [{**field, "choices_from": "shop.items"}],
                    "exits": {"next": "end"},
                },
                "end": {"kind": "end", "text": {"en": "Thanks."}, "effects": [call]},
            },
        }
    )


def answered(items: Any, listed: list[dict[str, Any]]) -> Position:
    facts = {"session": {"language": "en"}, "shop": {"items": listed}}
    entered = Entry(EntryKind.ENTERED, OUTSIDE, {"flow": "return", "facts": facts})
    answer = Entry(EntryKind.ANSWER, Key("return", "what", 1), {"values": {"items": items}})
    return replay({"return": document()}, (entered, answer))


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        (["MUG"], [MUGS]),
        ([{"id": "MUG", "quantity": 2}], [MUGS]),
        ([{"id": "MUG", "quantity": 1}], [{**MUGS, "quantity": 1, "of": 2}]),
        ([{"id": "MUG", "quantity": 1}, "TRAY"], [{**MUGS, "quantity": 1, "of": 2}, TRAY]),
        ([{"id": "MUG", "quantity": 3}], [{**MUGS, "quantity": 3}]),  # fewer are left than then
        ([{"id": "POT", "quantity": 1}], []),
    ],
)
def test_what_was_chosen_has_the_pieces_that_were_chosen(
    given: list[Any], chosen: list[dict[str, Any]]
) -> None:
    assert answered(given, [MUGS, TRAY]).facts["chosen"]["items"] == chosen


def test_an_effect_gets_the_pieces_and_not_the_whole_line() -> None:
    given = [{"id": "MUG", "quantity": 1}]
    (due,) = answered(given, [MUGS]).effects
    assert due.arguments["lines"] == given


IDS = st.sampled_from(["MUG", "TEA", "POT"])
LISTED = st.lists(
    st.builds(lambda name, count: {"id": name, "quantity": count}, IDS, st.integers(1, 9)),
    unique_by=lambda each: each["id"],
)


@given(data=st.data(), listed=LISTED)
def test_some_of_a_list_are_its_members_with_no_more_pieces(
    data: st.DataObject, listed: list[dict[str, Any]]
) -> None:
    some = [each for each in listed if data.draw(st.booleans())]
    given = [
        {"id": each["id"], "quantity": data.draw(st.integers(1, each["quantity"]))} for each in some
    ]
    found = members(listed, chosen_of(given))
    assert [{"id": each["id"], "quantity": each["quantity"]} for each in found] == given
    there = {each["id"]: each["quantity"] for each in listed}
    assert all(each.get("of", each["quantity"]) == there[each["id"]] for each in found)


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_nothing_that_was_kept_as_an_answer_stops_the_walk(value: Any) -> None:
    assert members([MUGS], chosen_of(value)) in ([], [MUGS])
