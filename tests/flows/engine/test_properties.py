"""Properties of the fold that hold for every sound flow and every passage through it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flows.engine.document import Document, dump, load
from flows.engine.entries import Entry, EntryKind, Key
from flows.engine.facts import MISSING, look
from flows.engine.position import Awaits, Position
from flows.engine.problems.knowledge import ALWAYS, knowledge
from tests.flows.engine.samples import VOCABULARY
from tests.flows.engine.strategies import (
    FLOW,
    OTHER,
    due_entries,
    passages,
    replayed,
    shopper_says,
    step_at,
)

modest = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)
Passage = tuple[Document, list[Entry]]


def at(passage: Passage, *more: Entry) -> Position:
    return replayed(passage[0], [*passage[1], *more])


@given(passages(), passages())
@modest
def test_the_same_entries_always_lead_to_the_same_position(
    passage: Passage, other: Passage
) -> None:
    """Whatever was replayed in between, and in whatever order a database gives an object's names;
    and the entries are only read."""
    flow, entries = passage
    kept = deepcopy(entries)
    position = at(passage)
    assert entries == kept
    at(other)
    stored = [Entry(each.kind, each.key, reordered(each.value)) for each in entries]
    assert at((load(reordered(dump(flow))), stored)) == position
    assert at(passage) == position


def reordered(value: Any) -> Any:
    """As JSON columns may give it back: equal, with every object's names the other way round."""
    if isinstance(value, Mapping):
        return {name: reordered(value[name]) for name in reversed(list(value))}
    return [reordered(each) for each in value] if isinstance(value, list | tuple) else value


@given(passages())
@modest
def test_what_problems_takes_for_known_is_known_there(passage: Passage) -> None:
    """The analysis over all paths and the walk along one of them agree at every step."""
    flow, entries = passage
    known = knowledge(flow, VOCABULARY)
    for length in range(1, len(entries) + 1):
        position = replayed(flow, entries[:length])
        if position.key.flow != FLOW:
            continue
        at_step = known[position.key.step]
        missing = [each for each in at_step.facts - ALWAYS if not _has(position, each)]
        assert not missing
        assert {each.partition(":")[0] for each in position.proven} >= at_step.proven


def _has(position: Position, path: str) -> bool:
    return look(position.facts, path) is not MISSING


@given(passages(accepting=False), st.data())
@modest
def test_going_back_and_answering_the_same_changes_nothing(
    passage: Passage, data: st.DataObject
) -> None:
    """However many steps are opened again, and in whatever order."""
    before = at(passage)
    answered = [each for each in before.path if each.answer and each.key.step != "prove"]
    assume(answered)
    chosen = data.draw(st.lists(st.sampled_from(answered), min_size=1, unique_by=lambda e: e.key))
    back = [Entry(EntryKind.REOPENED, each.key, {}) for each in chosen]
    first = min(chosen, key=before.path.index)
    opened = at(passage, *back)
    assert opened.key == first.key
    assert opened.reopened == first.answer
    forth = [Entry(EntryKind.ANSWER, each.key, each.answer or {}) for each in chosen]
    # Only a question that was open is closed by it.
    assert at(passage, *back, *forth) == replace(before, question=None)


@given(passages(accepting=False), st.data())
@modest
def test_a_changed_answer_keeps_every_later_one_that_is_still_on_the_path(
    passage: Passage, data: st.DataObject
) -> None:
    before = at(passage)
    answered = [each for each in before.path if each.answer]
    assume(answered)
    chosen = data.draw(st.sampled_from(answered))
    step = step_at(passage[0], chosen.key)
    changed = Entry(EntryKind.ANSWER, chosen.key, shopper_says(data.draw, step))
    after = at(passage, changed)
    kept = {each.key: each.answer for each in before.path if each.key != chosen.key}
    for each in after.path:
        if each.key in kept:
            assert each.answer == kept[each.key]
    # What has its answer is not asked again, and what comes before the change is as it was.
    assert after.awaits is not Awaits.SHOPPER or not kept.get(after.key)
    place = before.path.index(chosen)
    assert after.path[:place] == before.path[:place]
    same = Entry(EntryKind.ANSWER, chosen.key, chosen.answer or {})
    assert at(passage, changed, same) == replace(before, question=None)


@given(passages(), st.data())
@modest
def test_an_accepted_effect_is_a_ratchet(passage: Passage, data: st.DataObject) -> None:
    """Nothing that comes later changes what lies before it, nor what it was asked to do."""
    passage = (passage[0], [*passage[1], *due_entries(at(passage))])
    before = at(passage)
    accepted = [each for each in before.effects if each.accepted]
    assume(accepted)
    keys = [each.key for each in before.path]
    on = max(keys.index(each.key) if each.key in keys else len(keys) for each in accepted)
    firm = list(before.path[:on])
    assert not any(each.can_change for each in firm)
    assume(firm)
    for _turn in range(data.draw(st.integers(1, 4))):
        key = data.draw(st.sampled_from(firm)).key
        passage = (passage[0], [*passage[1], _meddled(data, passage, key)])
        after = at(passage)
        assert list(after.path[: len(firm)]) == firm
        assert [each for each in after.effects if each.accepted][: len(accepted)] == accepted


def _meddled(data: st.DataObject, passage: Passage, key: Key) -> Entry:
    """An entry of a kind that the step has had, or one that opens or leaves it, or a proof that
    lapses."""
    aside = data.draw(st.sampled_from([None, EntryKind.REOPENED, EntryKind.ENTERED]))
    if aside is not None:
        value = {} if aside is EntryKind.REOPENED else {"flow": OTHER, "again": True}
        return Entry(aside, key, value)
    of_step = [each for each in passage[1] if each.key == key]
    same = data.draw(st.sampled_from(of_step or passage[1][1:]))
    if same.kind is EntryKind.ANSWER:
        said = shopper_says(data.draw, step_at(passage[0], same.key))
        return Entry(same.kind, same.key, said)
    if same.kind is EntryKind.PROOF:
        outcome = data.draw(st.sampled_from(["lapsed", "not_proven", "proven"]))
        return Entry(same.kind, same.key, {**same.value, "outcome": outcome})
    changes: Mapping[EntryKind, Mapping[str, Any]] = {
        EntryKind.LOOKUP: {"outcome": "missing", "facts": {}},
        EntryKind.EFFECT: {"outcome": "failed"},
        EntryKind.TIME: {"facts": {"now": {"date": "2027-07-07"}, "policy": {}}},
    }
    return Entry(same.kind, same.key, {**same.value, **changes.get(same.kind, {})})
