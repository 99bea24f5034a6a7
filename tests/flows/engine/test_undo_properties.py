"""Edits undo to the same document: by the opposite edit, and by going back to what was kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flows.engine import edits
from flows.engine.document import Ask, Check, Choose, Document, dump, load
from flows.engine.edits import Argument, EditRefused
from tests.flows.engine.strategies import documents
from tests.flows.engine.test_edit_properties import KINDS, edited, exits, modest

Pick = Callable[[Any], Any]
# The document after the edit, and after its opposite.
Pair = tuple[Document, Document]


def _step(document: Document, pick: Pick, kind: type | None = None) -> str:
    fitting = [each for each, step in document.steps.items() if not kind or isinstance(step, kind)]
    assume(fitting)
    return str(pick(fitting))


def _add(document: Document, pick: Pick) -> Pair:
    after = pick([None, *exits(document)])
    new, step = edits.add(document, pick([each for each in KINDS if each != "end"]), after)
    return new, edits.remove(new, step)


def _duplicate(document: Document, pick: Pick) -> Pair:
    new, step = edits.duplicate(document, _step(document, pick))
    return new, edits.remove(new, step)


def _duplicate_branch(document: Document, pick: Pick) -> Pair:
    new, step = edits.duplicate_branch(document, _step(document, pick))
    return new, edits.remove_branch(new, step)


def _rename(document: Document, pick: Pick) -> Pair:
    step = _step(document, pick)
    new = edits.rename(document, step, "other-name")
    return new, edits.rename(new, "other-name", step)


def _change(document: Document, pick: Pick) -> Pair:
    step = _step(document, pick)
    new = edits.change(document, step, title="Other", text={"en": "{order.number}"})
    old = document.steps[step]
    return new, edits.change(new, step, title=old.title, text=old.text)


def _connect(document: Document, pick: Pick) -> Pair:
    step, exit_id = pick(exits(document))
    new = edits.connect(document, step, exit_id, _step(document, pick))
    led = document.steps[step].exits.get(exit_id)
    if led is None:
        return new, edits.disconnect(new, step, exit_id)
    return new, edits.connect(new, step, exit_id, led)


def _disconnect(document: Document, pick: Pick) -> Pair:
    step, exit_id = pick([each for each in exits(document) if _leads(document, *each)])
    new = edits.disconnect(document, step, exit_id)
    return new, edits.connect(new, step, exit_id, document.steps[step].exits[exit_id])


def _leads(document: Document, step: str, exit_id: str) -> bool:
    return exit_id in document.steps[step].exits


def _set_start(document: Document, pick: Pick) -> Pair:
    new = edits.set_start(document, _step(document, pick))
    return new, edits.set_start(new, document.start)


def _set_person(document: Document, pick: Pick) -> Pair:
    new = edits.set_person(document, _step(document, pick))
    return new, edits.set_person(new, document.person)


def _set_text(document: Document, pick: Pick) -> Pair:
    step = _step(document, pick)
    assume("en" in document.steps[step].text)
    new = edits.set_text(document, step, "en", "Other")
    return new, edits.set_text(new, step, "en", document.steps[step].text["en"])


def _translate(document: Document, pick: Pick) -> Pair:
    path = pick(sorted(edits.texts(document, "en")))
    assume(edits.texts(document, "en")[path])
    new = edits.translate(document, "en", {path: "Other"})
    return new, edits.translate(new, "en", {path: edits.texts(document, "en")[path]})


def _add_language(document: Document, pick: Pick) -> Pair:
    new = edits.add_language(document, "cs")
    filled = edits.translate(new, "cs", dict.fromkeys(edits.texts(new, "en"), "Text"))
    return filled, edits.remove_language(filled, "cs")


def _listed(kind: type, parts: str, word: str) -> Mapping[str, Callable[[Document, Pick], Pair]]:
    """Adding, changing and moving one item of a step's list."""
    key = "name" if word == "field" else "id"
    add, change, move, remove = (
        getattr(edits, f"{verb}_{word}") for verb in ("add", "change", "move", "remove")
    )

    def item(document: Document, pick: Pick) -> tuple[str, str, int]:
        step = _step(document, pick, kind)
        items = [str(getattr(each, key)) for each in getattr(document.steps[step], parts)]
        name = pick(items)
        return step, name, items.index(name)

    def added(document: Document, pick: Pick) -> Pair:
        step = _step(document, pick, kind)
        new, name = add(document, step)
        return new, remove(new, step, name)

    def changed(document: Document, pick: Pick) -> Pair:
        step, name, _at = item(document, pick)
        new = change(document, step, name, **{key: "other"})
        return new, change(new, step, "other", **{key: name})

    def moved(document: Document, pick: Pick) -> Pair:
        step, name, at = item(document, pick)
        new = move(document, step, name, pick(range(4)))
        return new, move(new, step, name, at)

    return {f"add_{word}": added, f"change_{word}": changed, f"move_{word}": moved}


def _add_condition(document: Document, pick: Pick) -> Pair:
    step = _step(document, pick, Check)
    new = edits.add_condition(document, step, "rule")
    return new, edits.remove_condition(new, step, "rule", 1)


def _add_effect(document: Document, pick: Pick) -> Pair:
    step = pick([each for each in ("end", "person", "noted") if each in document.steps])
    new, effect = edits.add_effect(document, step, "send_email")
    return new, edits.remove_effect(new, step, effect)


def _columns(document: Document) -> list[tuple[Argument, int]]:
    every = [
        (Argument(step_id, call.id, name), len(given.columns))
        for step_id, step in document.steps.items()
        for call in (*getattr(step, "effects", ()), getattr(step, "effect", None))
        if call is not None
        for name, given in call.arguments.items()
        if given.columns
    ]
    assume(every)
    return every


def _add_column(document: Document, pick: Pick) -> Pair:
    at, count = pick(_columns(document))
    new = edits.add_column(document, at, "Order")
    return new, edits.remove_column(new, at, count)


def _move_column(document: Document, pick: Pick) -> Pair:
    at, count = pick(_columns(document))
    place, to = pick(range(count)), pick(range(count))
    new = edits.move_column(document, at, place, to)
    return new, edits.move_column(new, at, to, place)


OPPOSITES: Mapping[str, Callable[[Document, Pick], Pair]] = {
    "add": _add,
    "add_column": _add_column,
    "add_condition": _add_condition,
    "add_effect": _add_effect,
    "add_language": _add_language,
    "change": _change,
    "connect": _connect,
    "disconnect": _disconnect,
    "duplicate": _duplicate,
    "duplicate_branch": _duplicate_branch,
    "move_column": _move_column,
    "rename": _rename,
    "set_person": _set_person,
    "set_start": _set_start,
    "set_text": _set_text,
    "translate": _translate,
    **_listed(Choose, "options", "option"),
    **_listed(Ask, "fields", "field"),
    **_listed(Check, "rules", "rule"),
}
# What these take away stands in the revision before only.
WITHOUT = {"move", *(each for each in edits.__all__ if each.startswith("remove"))}
NO_EDITS = {"Argument", "EditRefused", "blank", "branch", "texts"}


def test_every_edit_has_its_opposite_or_none() -> None:
    assert {*OPPOSITES, *WITHOUT, *NO_EDITS} == set(edits.__all__)


@pytest.mark.parametrize("edit", sorted(OPPOSITES))
@given(document=documents(), data=st.data())
@settings(modest, max_examples=20, suppress_health_check=list(HealthCheck))
def test_an_edit_and_its_opposite_give_the_same_document(
    edit: str, document: Document, data: st.DataObject
) -> None:
    def pick(among: Any) -> Any:
        return data.draw(st.sampled_from(list(among)))

    try:
        new, undone = OPPOSITES[edit](document, pick)
    except EditRefused:
        assume(False)
    assume(new != document)  # an edit that never does anything finds no example
    assert undone == document
    assert json.dumps(dump(undone)) == json.dumps(dump(document))


@given(documents(), st.data())
@modest
def test_what_was_kept_before_each_edit_is_what_undoing_them_gives(
    document: Document, data: st.DataObject
) -> None:
    """As revisions keep it: in JSON, written before the next edit is made of the same document."""
    kept: list[tuple[str, Document]] = []
    for _turn in range(data.draw(st.integers(1, 8))):
        kept.append((json.dumps(dump(document)), document))
        document = edited(data, document)
    for written, before in reversed(kept):
        assert load(json.loads(written)) == before
        assert json.dumps(dump(before)) == written
