"""Columns: one argument made of named parts, such as a row of a spreadsheet."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flows.engine import edits
from flows.engine.arguments import filled, resolve
from flows.engine.document import Document, End, Given, dump, load
from flows.engine.importing import document_of, read
from flows.engine.problems import Severity, problems
from flows.engine.refusal import ImportRefused
from tests.flows.engine.samples import VOCABULARY, document

COLUMNS: dict[str, Any] = {
    "Order": {"fact": "order.number"},
    "Wish": {"text": {"en": "{answer.remark}, please"}},
    "Source": {"value": "help page"},
    "Nothing": {"fact": "answer.remark"},
}


def collecting(columns: Any, **changed: Any) -> Document:
    """A flow whose solved end adds a row."""
    arguments = {"table": {"value": "Wishes"}, "row": {"columns": columns}}
    effects = [{"id": "row", "kind": "append_row", "arguments": arguments}]
    return document(end={"effects": effects}, **changed)


def row(of: Document) -> Given:
    end = of.steps["end"]
    assert isinstance(end, End)
    return end.effects[0].arguments["row"]


def test_columns_become_their_values_by_name_in_their_order() -> None:
    arguments = {"row": row(collecting(COLUMNS)), "table": Given(value="Wishes")}
    resolved = resolve(arguments, {"order": {"number": 7}})
    assert list(resolved["row"].items()) == [
        ("Order", 7),
        ("Wish", ", please"),
        ("Source", "help page"),
        ("Nothing", None),
    ]
    assert filled(arguments) == {"row"}


def test_columns_that_take_no_fact_are_the_shop_s_own_words() -> None:
    arguments = {"row": row(collecting({"Source": {"value": "x"}, "Note": {"text": {"en": "y"}}}))}
    assert filled(arguments) == frozenset()


def test_no_columns_are_as_good_as_none_given() -> None:
    flow = collecting([])
    assert resolve({"row": row(flow)}, {}) == {"row": None}
    assert problems(flow, VOCABULARY) == []


def test_the_order_of_columns_outlives_a_database_that_sorts_names() -> None:
    flow = collecting(COLUMNS)
    kept = json.loads(json.dumps(dump(flow), sort_keys=True))
    columns = row(load(kept)).columns or ()
    assert [each.name for each in columns] == list(COLUMNS)
    assert load(kept) == flow


def test_a_personal_fact_in_a_column_needs_its_proof() -> None:
    columns = {"E-mail": {"fact": "order.email"}}
    proven = collecting(columns)
    assert problems(proven, VOCABULARY) == []
    exits = {"found": "end", "missing": "person", "failed": "person"}
    found = problems(collecting(columns, find={"exits": exits}), VOCABULARY)
    assert ("fact_unproven", "end") in {(each.code, each.step) for each in found}


def test_an_unknown_fact_in_a_column_is_found() -> None:
    found = problems(collecting({"Shoe": {"text": {"en": "{answer.shoe}"}}}), VOCABULARY)
    assert [(each.code, each.params["fact"]) for each in found] == [("unknown_fact", "answer.shoe")]


def test_an_empty_column_only_warns() -> None:
    (found,) = problems(collecting({"Notes": {"text": {"en": " "}}}), VOCABULARY)
    assert (found.code, found.severity) == ("empty_column", Severity.WARNING)
    assert "“Notes”" in found.sentence


def test_a_text_in_a_column_need_not_be_translated() -> None:
    flow = collecting({"Note": {"text": {"en": "Please"}}})
    spanish = flow.model_copy(update={"languages": ("en", "es")})
    found = problems(spanish, VOCABULARY)
    assert "no_translation" in {each.code for each in found}
    assert not any("columns" in each.params.get("path", "") for each in found)
    facts = {"session": {"language": "es"}}
    assert resolve({"row": row(spanish)}, facts) == {"row": {"Note": "Please"}}


def test_columns_follow_a_field_with_a_new_name() -> None:
    flow = edits.change_field(collecting(COLUMNS), "ask", "remark", name="wish")
    given = row(flow).columns or ()
    assert given[1].text == {"en": "{answer.wish}, please"}
    assert given[3].fact == "answer.wish"


def test_texts_in_columns_are_translated_with_the_others() -> None:
    flow = collecting({"a/b": {"text": {"en": "Please"}}})
    path = "steps/end/effects/row/arguments/row/columns/a/b/text"
    assert edits.texts(flow, "en")[path] == "Please"
    czech = edits.translate(flow, "cs", {path: "Prosím"})
    assert (row(czech).columns or ())[0].text == {"en": "Please", "cs": "Prosím"}


ROW = edits.Argument("end", "row", "row")


def names(of: Document) -> list[str]:
    return [each.name for each in row(of).columns or ()]


def test_columns_are_added_moved_and_removed() -> None:
    one = edits.add_column(collecting([]), ROW, "Column")
    three = edits.add_column(edits.add_column(one, ROW, "Column"), ROW, "Wish")
    assert names(three) == ["Column", "Column 2", "Wish"]
    assert names(edits.move_column(three, ROW, 2, 0)) == ["Wish", "Column", "Column 2"]
    assert names(edits.move_column(three, ROW, 0, 9)) == ["Column 2", "Wish", "Column"]
    assert edits.move_column(three, ROW, 7, 0) == three
    assert names(edits.remove_column(three, ROW, 1)) == ["Column", "Wish"]
    assert edits.remove_column(three, ROW, 7) == three
    assert load(dump(three)) == three


def test_the_last_column_takes_the_argument_with_it() -> None:
    one = edits.add_column(collecting([]), ROW, "Column")
    end = edits.remove_column(one, ROW, 0).steps["end"]
    assert isinstance(end, End)
    assert end.effects[0].arguments.keys() == {"table"}


def test_a_step_that_waits_for_its_action_has_columns_too() -> None:
    at = edits.Argument("cancel", "cancel-it", "row")
    new = edits.add_column(document(), at, "Order")
    assert edits.remove_column(new, at, 0) == document()


def test_there_is_a_most_of_columns() -> None:
    full = collecting({f"Column {number}": {"value": 1} for number in range(40)})
    with pytest.raises(edits.EditRefused, match="40 columns already"):
        edits.add_column(full, ROW, "One more")
    with pytest.raises(edits.EditRefused, match="no “gone”"):
        edits.add_column(full, edits.Argument("end", "gone", "row"), "Column")


@pytest.mark.parametrize(
    "columns",
    [
        {"": {"value": 1}},
        {" Order": {"value": 1}},
        {"Two\nlines": {"value": 1}},
        {"x" * 61: {"value": 1}},
        {"Order": "order.number"},
        {"Order": {"columns": {"Inner": {"value": 1}}}},
        {f"Column {number}": {"value": 1} for number in range(41)},
        [{"fact": "order.number"}],
        "Order",
    ],
)
def test_columns_beyond_the_limits_are_refused_in_a_sentence(columns: Any) -> None:
    data = dump(collecting([]))
    data["steps"]["end"]["effects"][0]["arguments"]["row"]["columns"] = columns
    with pytest.raises(ImportRefused, match="columns"):
        document_of(read(json.dumps(data).encode()))
