"""A typed question is open until the shopper goes on without it."""

from __future__ import annotations

from typing import Any

from flows.engine.document import Document
from flows.engine.entries import Entry, EntryKind, Key
from flows.engine.position import Position
from flows.engine.questions import Stage
from flows.engine.replay import replay
from tests.flows.engine.samples import (
    CANCELLED,
    ENTERED,
    accepted,
    asked,
    document,
    entry,
    found,
    missing,
    proof,
    result,
)

TYPED = entry(EntryKind.QUESTION, "ask", text="Where is my parcel?", method="menu")
STATUS = document(ask={"kind": "say", "text": {"en": "Status"}, "exits": {"next": "end"}})


def walked(*entries: Entry) -> Position:
    flows: dict[str, Document] = {"cancel": document(), "status": STATUS}
    return replay(flows, entries)


def led(stage: str, step: str = "ask", again: bool = True, flow: str = "status") -> Entry:
    value: dict[str, Any] = {"flow": flow, "again": again, "question": stage}
    return entry(EntryKind.ENTERED, step, **value)


def stage_of(*entries: Entry) -> Stage | None:
    question = walked(*entries).question
    return question.stage if question else None


def test_it_is_open_where_it_was_typed() -> None:
    question = walked(ENTERED, TYPED).question
    assert question is not None
    assert question.key == Key("cancel", "ask", 1)
    assert question.value["text"] == "Where is my parcel?"
    assert question.stage is Stage.OFFERED


def test_an_answer_to_the_step_itself_closes_it() -> None:
    position = walked(ENTERED, TYPED, asked(), missing())
    assert position.key.step == "again"
    assert position.question is None


def test_it_stays_open_on_the_first_step_of_the_flow_that_it_opened() -> None:
    position = walked(ENTERED, TYPED, led("opened"))
    assert position.key == Key("status", "ask", 1)
    assert position.question is not None
    assert position.question.stage is Stage.OPENED
    assert position.path[-1].led_by is Stage.OPENED


def test_a_flow_that_was_chosen_for_it_closes_it() -> None:
    assert stage_of(ENTERED, TYPED, led("chosen")) is None


def test_said_to_be_wrong_it_offers_again() -> None:
    wrong = entry(EntryKind.REOPENED, "ask", question="offered")
    position = walked(ENTERED, TYPED, led("opened"), wrong)
    assert position.key == Key("cancel", "ask", 1)
    assert position.question is not None
    assert position.question.stage is Stage.OFFERED


def test_going_back_to_where_it_was_typed_closes_it() -> None:
    assert stage_of(ENTERED, TYPED, led("opened"), entry(EntryKind.REOPENED, "ask")) is None


def test_of_two_questions_the_newer_one_is_open() -> None:
    newer = entry(EntryKind.QUESTION, "ask", text="A refund?", method="none")
    question = walked(ENTERED, TYPED, newer).question
    assert question is not None
    assert question.value["text"] == "A refund?"


def test_going_back_to_a_choice_offers_what_the_question_of_that_step_offered() -> None:
    """Not what a later question, typed in the chosen flow, offered there."""
    later = Entry(EntryKind.QUESTION, Key("status", "ask", 1), {"text": "Something else"})
    back = entry(EntryKind.REOPENED, "ask", question="offered")
    question = walked(ENTERED, TYPED, led("chosen"), later, back).question
    assert question is not None
    assert question.value["text"] == "Where is my parcel?"


def test_a_flow_that_leads_on_by_itself_keeps_the_question_open() -> None:
    flows = {
        "cancel": document(),
        "status": document(ask={"kind": "go_to", "flow": "other"}),
        "other": STATUS,
    }
    onwards = Entry(EntryKind.ENTERED, Key("status", "ask", 1), {"flow": "other", "again": False})
    position = replay(flows, [ENTERED, TYPED, led("opened"), onwards])
    assert position.key.flow == "other"
    assert position.question is not None
    assert position.question.stage is Stage.OPENED


def test_it_waits_while_a_proof_that_lapsed_is_asked_for() -> None:
    here = (ENTERED, asked(), found(), proof())
    typed = entry(EntryKind.QUESTION, "sure", text="How much do I get back?")
    time = CANCELLED[4]
    assert stage_of(*here, time, typed) is Stage.OFFERED
    lapsed = (*here, time, typed, proof("lapsed"))
    assert walked(*lapsed).key.step == "prove"
    assert stage_of(*lapsed) is None
    assert stage_of(*lapsed, proof()) is Stage.OFFERED


def test_after_an_accepted_effect_it_leads_on_and_keeps_what_was_proven() -> None:
    typed = entry(EntryKind.QUESTION, "end", text="And my refund?")
    position = walked(*CANCELLED, result(), typed, led("opened", "end"))
    assert position.key.flow == "status"
    assert position.proven == {"order:1"}
    assert "order" not in position.facts
    assert [due.accepted for due in position.effects] == [True]


def test_the_step_it_was_typed_at_is_locked_by_an_effect_accepted_later() -> None:
    """So no later word about the question can undo the way that led to the effect."""
    again = led("opened", "ask", again=True, flow="cancel")
    second = [Entry(each.kind, each.key._replace(visit=2), each.value) for each in CANCELLED[1:-1]]
    passage = (ENTERED, TYPED, again, *second, accepted(visit=2))
    assert not walked(*passage).path[0].can_change
    wrong = entry(EntryKind.REOPENED, "ask", question="offered")
    assert walked(*passage, wrong).key == walked(*passage).key


def test_a_session_from_before_there_were_questions_reads_as_it_did() -> None:
    position = walked(*CANCELLED, result())
    assert position.question is None
    assert position.key.step == "end"


def test_an_ordinary_other_request_closes_it() -> None:
    again = entry(EntryKind.ENTERED, "ask", flow="status", again=True)
    assert stage_of(ENTERED, TYPED, again) is None
