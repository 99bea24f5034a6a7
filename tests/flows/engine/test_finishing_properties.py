"""What a document without errors promises: whoever walks it can finish, from wherever they are."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from flows.engine.document import Document, End, Outcome
from flows.engine.entries import PERSON, Entry, EntryKind, Key
from flows.engine.graph import Edges, backwards, edges
from flows.engine.position import Awaits, Position
from tests.flows.engine.strategies import (
    ELSEWHERE,
    FLOW,
    FREE,
    Draw,
    due_entries,
    next_entry,
    passages,
    replayed,
    step_at,
)
from tests.flows.engine.test_properties import Passage, modest

Way = Mapping[str, int]
MAX_VISITS = 20  # of one step; then the engine calls a person


@given(passages(longest=10), st.data())
@modest
def test_whoever_heads_for_an_end_reaches_one(passage: Passage, data: st.DataObject) -> None:
    """Without calling a person, whatever the rules say and however the outside answers."""
    flow, entries = passage
    for _turn in range(MAX_VISITS * len(flow.steps)):
        entries = [*entries, *due_entries(replayed(flow, entries))]
        position = replayed(flow, entries)
        if position.awaits is Awaits.NOTHING:
            break
        entries.append(_headed(flow, position) or _happened(data.draw, position))
    assert position.awaits is Awaits.NOTHING
    assert isinstance(position.step, End)


@given(passages(longest=10, kinds=FREE))
@modest
def test_where_no_rule_decides_the_nearest_end_is_reached_by_the_nearest_way(
    passage: Passage,
) -> None:
    """So nobody is led round in a circle until the engine loses patience and calls a person."""
    flow, entries = passage
    ways = _ways(flow)
    answered = len(entries)  # kept answers may lead on their own way first
    for _turn in range(answered * len(flow.steps)):
        entries = [*entries, *due_entries(replayed(flow, entries))]
        position = replayed(flow, entries)
        if position.awaits is Awaits.NOTHING:
            break
        assert position.key.flow != FLOW or position.key.step in ways
        entries.append(_headed(flow, position) or _led(flow, position))
    assert position.awaits is Awaits.NOTHING
    assert isinstance(position.step, End)
    assert all(each.key.visit < MAX_VISITS for each in position.path)


@given(passages())
@modest
def test_a_person_is_one_answer_away_from_everywhere(passage: Passage) -> None:
    flow, entries = passage
    for length in range(1, len(entries) + 1):
        position = replayed(flow, entries[:length])
        at_end = position.awaits is Awaits.NOTHING and isinstance(position.step, End)
        solved = at_end and position.step.leads_to_person()  # type: ignore[attr-defined]
        if position.awaits in {Awaits.SHOPPER, Awaits.PROOF} or solved:
            called = [*entries[:length], _answer(position, PERSON)]
            after = replayed(flow, called)
            assert isinstance(after.step, End)
            assert after.step.outcome is Outcome.HANDED_OVER
            assert after.awaits in {Awaits.NOTHING, Awaits.TIME}


@given(passages())
@modest
def test_every_step_that_is_passed_is_left_by_an_exit_of_its_own(passage: Passage) -> None:
    """Never by the fall-back for an exit that is missing or leads nowhere."""
    flow, entries = passage
    for each in replayed(flow, entries).path:
        step = step_at(flow, each.key)
        assert each.exit in {*step.exits, PERSON, "entered"} or not step.exit_ids()
        assert {*step.exits.values()} <= {*flow.steps, *ELSEWHERE.steps}
        called = each.answer is not None and each.answer.get("option") == PERSON
        assert each.exit != PERSON or called or isinstance(step, End)


@given(passages())
@modest
def test_nobody_comes_to_a_step_again_without_having_been_asked(passage: Passage) -> None:
    flow, entries = passage
    since: set[Key] = set()
    for each in replayed(flow, entries).path:
        if step_at(flow, each.key).takes_shopper() or each.exit == "entered":
            since = set()
        assert each.key._replace(visit=0) not in since
        since.add(each.key._replace(visit=0))


def _answer(position: Position, option: str) -> Entry:
    return Entry(EntryKind.ANSWER, position.key, {"option": option})


def _headed(flow: Document, position: Position) -> Entry | None:
    """The shopper's answer with the nearest end beyond it, where a button is to be pressed."""
    if position.awaits is not Awaits.SHOPPER or position.step.kind == "ask":  # type: ignore[attr-defined]
        return None
    return _answer(position, _nearest(flow, position))


def _happened(draw: Draw, position: Position) -> Entry:
    happened = next_entry(draw, position)
    assert happened is not None
    return happened


def _led(flow: Document, position: Position) -> Entry:
    """The outside answers so that the nearest end is nearer."""
    if position.awaits is Awaits.SHOPPER:
        values = {"number": "1", "contact": "a@b.example"}
        return Entry(EntryKind.ANSWER, position.key, {"values": values})
    if position.awaits is Awaits.TIME:
        facts = {"now": {"date": "2026-01-10"}, "policy": {}}
        return Entry(EntryKind.TIME, position.key, {"facts": facts})
    outcome = _nearest(flow, position)
    if position.awaits is Awaits.LOOKUP:
        known = {"number": "1", "status": "open"} if outcome == "found" else {}
        told = {"arguments": position.arguments, "outcome": outcome, "facts": known}
        return Entry(EntryKind.LOOKUP, position.key, told)
    assert position.awaits is Awaits.EFFECT
    result = {"effect": position.effects[-1].effect, "outcome": outcome, "facts": {}}
    return Entry(EntryKind.EFFECT, position.key, result)


def _nearest(flow: Document, position: Position) -> str:
    step = position.step
    if position.key.flow != FLOW:
        return step.exit_ids()[0]
    ways = _ways(flow)
    return min(step.exit_ids(), key=lambda each: ways.get(step.exits[each], len(flow.steps)))


def _ways(flow: Document) -> Way:
    """How many steps each is away from an end, or from another flow, without calling a person."""
    along: Edges = backwards(edges(flow))
    ways = {each: 0 for each, step in flow.steps.items() if not step.exit_ids()}
    waiting = list(ways)
    for each in waiting:
        for before in along[each]:
            if before not in ways:
                ways[before] = ways[each] + 1
                waiting.append(before)
    return ways
