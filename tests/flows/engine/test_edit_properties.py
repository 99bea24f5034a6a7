"""Properties of edits: pure, always giving a document that loads, and undone by their opposites."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine import edits
from flows.engine.document import Ask, Check, Choose, Document, dump, load
from flows.engine.edits import EditRefused
from flows.engine.outline import outline
from flows.engine.problems import problems
from tests.flows.engine.samples import VOCABULARY
from tests.flows.engine.strategies import documents

KINDS = ["say", "choose", "ask", "look_up", "prove", "check", "do", "go_to", "end"]
modest = settings(max_examples=40, deadline=None)


def exits(document: Document) -> list[tuple[str, str]]:
    return [(each, out) for each, step in document.steps.items() for out in step.exit_ids()]


def edits_of_items(
    document: Document, step_id: str, word: str, place: int
) -> list[Callable[[], Document]]:
    return [
        lambda: edits.add_option(document, step_id, id=word)[0],
        lambda: edits.change_option(document, step_id, "a", id=word),
        lambda: edits.move_option(document, step_id, "a", place),
        lambda: edits.remove_option(document, step_id, "a"),
        lambda: edits.add_field(document, step_id, name=word)[0],
        lambda: edits.change_field(document, step_id, "number", name=word),
        lambda: edits.move_field(document, step_id, "number", place),
        lambda: edits.remove_field(document, step_id, "number"),
        lambda: edits.add_rule(document, step_id, id=word)[0],
        lambda: edits.change_rule(document, step_id, "rule", id=word),
        lambda: edits.remove_rule(document, step_id, "rule"),
        lambda: edits.add_condition(document, step_id, "rule"),
        lambda: edits.remove_condition(document, step_id, "rule", place),
        lambda: edits.add_effect(document, step_id, "open_ticket")[0],
        lambda: edits.remove_effect(document, step_id, "ticket"),
        lambda: edits.add_column(document, edits.Argument(step_id, "row", "row"), word),
        lambda: edits.move_column(document, edits.Argument(step_id, "row", "row"), place, 0),
        lambda: edits.remove_column(document, edits.Argument(step_id, "row", "row"), place),
    ]


def edited(data: st.DataObject, document: Document) -> Document:
    """The document after one edit of any kind, on any step."""
    step_id = data.draw(st.sampled_from(sorted(document.steps)))
    other = data.draw(st.sampled_from(sorted(document.steps)))
    after = data.draw(st.sampled_from(exits(document) or [(step_id, "next")]))
    kind = data.draw(st.sampled_from(KINDS))
    word = data.draw(st.sampled_from(["x", "s1", "a", "Very wrong"]))
    place = data.draw(st.integers(-1, 4))
    every: list[Any] = [
        lambda: edits.add(document, kind, after)[0],
        lambda: edits.add(document, kind)[0],
        lambda: edits.rename(document, step_id, word),
        lambda: edits.duplicate(document, step_id)[0],
        lambda: edits.duplicate_branch(document, step_id)[0],
        lambda: edits.remove(document, step_id),
        lambda: edits.remove_branch(document, step_id),
        lambda: edits.move(document, step_id, after),
        lambda: edits.connect(document, *after, other),
        lambda: edits.disconnect(document, *after),
        lambda: edits.set_start(document, step_id),
        lambda: edits.set_person(document, step_id),
        lambda: edits.set_text(document, step_id, "en", "New {answer.a}"),
        *edits_of_items(document, step_id, word, place),
        lambda: edits.translate(document, "cs", {f"steps/{step_id}/text": "Nový"}),
    ]
    try:
        new: Document = data.draw(st.sampled_from(every))()
    except EditRefused as refused:
        assert refused.sentence.endswith(".")
        return document
    return new


@given(documents(), st.data())
@modest
def test_edits_leave_the_old_document_alone_and_give_one_that_loads(
    document: Document, data: st.DataObject
) -> None:
    for _turn in range(data.draw(st.integers(1, 6))):
        before = dump(document)
        new = edited(data, document)
        assert dump(document) == before
        assert load(dump(new)) == new
        assert len({each.number for each in outline(new)}) == len(new.steps)
        problems(new, VOCABULARY)
        document = new


@given(documents(), st.data())
@modest
def test_adding_and_removing_a_step_changes_nothing(
    document: Document, data: st.DataObject
) -> None:
    after = data.draw(st.sampled_from(exits(document)))
    kind = data.draw(st.sampled_from(KINDS[:-1]))
    new, step_id = edits.add(document, kind, after)
    assert edits.remove(new, step_id) == document


@given(documents(), st.data())
@modest
def test_renaming_there_and_back_changes_nothing(document: Document, data: st.DataObject) -> None:
    step_id = data.draw(st.sampled_from(sorted(document.steps)))
    there = edits.rename(document, step_id, "other-name")
    assert edits.rename(there, "other-name", step_id) == document


@given(documents(), st.data())
@modest
def test_a_list_is_put_back_as_it_was(document: Document, data: st.DataObject) -> None:
    step_id = data.draw(st.sampled_from(sorted(document.steps)))
    step = document.steps[step_id]
    if isinstance(step, Choose):
        new, added = edits.add_option(document, step_id)
        assert edits.remove_option(new, step_id, added) == document
    elif isinstance(step, Ask):
        new, added = edits.add_field(document, step_id)
        assert edits.remove_field(new, step_id, added) == document
    elif isinstance(step, Check):
        new, added = edits.add_rule(document, step_id)
        assert edits.remove_rule(new, step_id, added) == document


@given(documents())
@modest
def test_a_translation_put_back_changes_nothing(document: Document) -> None:
    assert edits.translate(document, "en", edits.texts(document, "en")) == document
    assert edits.remove_language(edits.add_language(document, "cs"), "cs") == document
