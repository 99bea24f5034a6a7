"""Properties of the fold that hold for every sound flow and every passage through it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flows.engine.document import Document
from flows.engine.entries import Entry, EntryKind
from flows.engine.facts import MISSING, look
from flows.engine.position import Awaits, Position
from flows.engine.problems.knowledge import ALWAYS, knowledge
from flows.engine.replay import replay
from tests.flows.engine.samples import VOCABULARY
from tests.flows.engine.strategies import (
    FLOW,
    due_entries,
    next_entry,
    passages,
    shopper_says,
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
    return replay({FLOW: passage[0]}, [*passage[1], *more])


@given(passages())
@modest
def test_the_same_entries_always_lead_to_the_same_position(passage: Passage) -> None:
    assert at(passage) == at(passage)


@given(passages())
@modest
def test_what_problems_takes_for_known_is_known_there(passage: Passage) -> None:
    """The analysis over all paths and the walk along one of them agree at every step."""
    flow, entries = passage
    known = knowledge(flow, VOCABULARY)
    for length in range(1, len(entries) + 1):
        position = replay({FLOW: flow}, entries[:length])
        at_step = known[position.key.step]
        missing = [each for each in at_step.facts - ALWAYS if not _has(position, each)]
        assert not missing
        assert {each.partition(":")[0] for each in position.proven} >= at_step.proven


def _has(position: Position, path: str) -> bool:
    return look(position.facts, path) is not MISSING


@given(passages(longest=8), st.data())
@modest
def test_a_sound_flow_can_be_finished_from_everywhere(
    passage: Passage, data: st.DataObject
) -> None:
    """Whatever is answered on the way, and in the end by the way to a person."""
    flow, entries = passage
    for turn in range(60):
        position = replay({FLOW: flow}, entries)
        entries = [*entries, *due_entries(position)]
        if position.awaits is Awaits.NOTHING:
            break
        if turn > 20 and position.awaits in {Awaits.SHOPPER, Awaits.PROOF}:
            entries.append(Entry(EntryKind.ANSWER, position.key, {"option": "person"}))
            continue
        following = next_entry(data.draw, position)
        assert following is not None
        entries.append(following)
    assert position.step.kind == "end"  # type: ignore[attr-defined]


@given(passages(accepting=False), st.data())
@modest
def test_going_back_and_answering_the_same_changes_nothing(
    passage: Passage, data: st.DataObject
) -> None:
    before = at(passage)
    answered = [each for each in before.path if each.answer and each.key.step != "prove"]
    assume(answered)
    chosen = data.draw(st.sampled_from(answered))
    reopened = Entry(EntryKind.REOPENED, chosen.key, {})
    opened = at(passage, reopened)
    assert opened.key == chosen.key
    assert opened.reopened == chosen.answer
    same = Entry(EntryKind.ANSWER, chosen.key, chosen.answer or {})
    # Only a question that was open is closed by it.
    assert at(passage, reopened, same) == replace(before, question=None)


@given(passages(accepting=False), st.data())
@modest
def test_a_changed_answer_keeps_every_later_one_that_is_still_on_the_path(
    passage: Passage, data: st.DataObject
) -> None:
    before = at(passage)
    answered = [each for each in before.path if each.answer]
    assume(answered)
    chosen = data.draw(st.sampled_from(answered))
    step = passage[0].steps[chosen.key.step]
    changed = Entry(EntryKind.ANSWER, chosen.key, shopper_says(data.draw, step))
    after = at(passage, changed)
    kept = {each.key: each.answer for each in before.path if each.key != chosen.key}
    for each in after.path:
        if each.key in kept:
            assert each.answer == kept[each.key]
    place = before.path.index(chosen)
    assert [each.key for each in after.path[:place]] == [each.key for each in before.path[:place]]


@given(passages(), st.data())
@modest
def test_an_accepted_effect_is_a_ratchet(passage: Passage, data: st.DataObject) -> None:
    """Nothing that comes later changes what lies before it, nor what it was asked to do."""
    position = at(passage)
    passage = (passage[0], [*passage[1], *due_entries(position)])
    before = at(passage)
    firm = [each for each in before.path if not each.can_change]
    assume(firm)
    for _turn in range(data.draw(st.integers(1, 4))):
        meddled = _meddle(data, passage, data.draw(st.sampled_from(firm)).key.step)
        passage = (passage[0], [*passage[1], meddled])
    after = at(passage)
    assert list(after.path[: len(firm)]) == firm
    accepted = [each for each in before.effects if each.accepted]
    assert [each for each in after.effects if each.accepted][: len(accepted)] == accepted


def _meddle(data: st.DataObject, passage: Passage, step_id: str) -> Entry:
    """An entry of a kind that the step has had, or a proof that lapses."""
    of_step = [each for each in passage[1] if each.key.step == step_id]
    same = data.draw(st.sampled_from(of_step or passage[1][1:]))
    if same.kind is EntryKind.ANSWER:
        return Entry(same.kind, same.key, shopper_says(data.draw, passage[0].steps[step_id]))
    if same.kind is EntryKind.LOOKUP:
        return Entry(same.kind, same.key, {**same.value, "outcome": "missing", "facts": {}})
    if same.kind is EntryKind.PROOF:
        outcome = data.draw(st.sampled_from(["lapsed", "not_proven", "proven"]))
        return Entry(same.kind, same.key, {**same.value, "outcome": outcome})
    if same.kind is EntryKind.EFFECT:
        return Entry(same.kind, same.key, {**same.value, "outcome": "failed"})
    return Entry(EntryKind.REOPENED, same.key, {})
