"""What holds for a typed question wherever it is typed: it moves nobody, and it can be left."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from flows.engine.entries import Entry, EntryKind
from flows.engine.position import Awaits, Position
from flows.engine.questions import Stage
from tests.flows.engine.strategies import FLOW, due_entries, passages
from tests.flows.engine.test_properties import Passage, at, modest


def _settled(passage: Passage) -> Passage:
    """With what is due accepted, where the shopper may type."""
    passage = (passage[0], [*passage[1], *due_entries(at(passage))])
    assume(at(passage).awaits in {Awaits.SHOPPER, Awaits.NOTHING})
    return passage


def _asked(position: Position) -> Entry:
    return Entry(EntryKind.QUESTION, position.key, {"text": "Where is it?"})


def _bare(position: Position) -> Position:
    return replace(position, question=None, reopened=None)


@given(passages())
@modest
def test_a_question_alone_changes_nothing_but_what_is_asked(passage: Passage) -> None:
    passage = _settled(passage)
    before = at(passage)
    after = at(passage, _asked(before))
    assert replace(after, question=None) == replace(before, question=None)
    assert after.question is not None
    assert after.question.stage is Stage.OFFERED


@given(passages(), st.booleans(), st.sampled_from(["opened", "chosen", "none"]))
@modest
def test_back_from_the_flow_that_it_led_to_is_where_it_was_typed(
    passage: Passage, again: bool, stage: str
) -> None:
    passage = _settled(passage)
    before = at(passage)
    value = {"flow": FLOW, "again": again, "question": stage}
    asked, entered = _asked(before), Entry(EntryKind.ENTERED, before.key, value)
    led = at(passage, asked, entered)
    assume(all(due.accepted for due in led.effects))
    assert before.key in [each.key for each in led.stops()]
    back = at(passage, asked, entered, Entry(EntryKind.REOPENED, before.key, {}))
    assert _bare(back) == _bare(before)


@given(passages(), st.booleans())
@modest
def test_forward_again_leads_to_the_same_place(passage: Passage, again: bool) -> None:
    passage = _settled(passage)
    key = at(passage).key
    value = {"flow": FLOW, "again": again, "question": "chosen"}
    entered = Entry(EntryKind.ENTERED, key, value)
    led = at(passage, _asked(at(passage)), entered)
    back = Entry(EntryKind.REOPENED, key, {"question": "offered"})
    forth = at(passage, _asked(at(passage)), entered, back, entered)
    assert (forth.key, forth.path, forth.effects) == (led.key, led.path, led.effects)
    assert forth.question is led.question is None


@given(passages())
@modest
def test_a_question_after_an_accepted_effect_leaves_it_accepted(passage: Passage) -> None:
    passage = _settled(passage)
    before = at(passage)
    accepted = [due for due in before.effects if due.accepted]
    assume(accepted)
    value = {"flow": FLOW, "again": True, "question": "opened"}
    after = at(passage, _asked(before), Entry(EntryKind.ENTERED, before.key, value))
    assert [due for due in after.effects if due.accepted] == accepted
    firm = [each for each in before.path if not each.can_change]
    assert list(after.path[: len(firm)]) == firm
