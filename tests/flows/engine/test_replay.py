"""Replay as a table: entries -> the step they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from flows.engine.entries import OUTSIDE, Entry, EntryKind, Key
from flows.engine.position import Awaits, Position
from flows.engine.replay import NotStarted, replay
from tests.flows.engine.samples import (
    CANCELLED,
    ENTERED,
    STEPS,
    accepted,
    answer,
    asked,
    document,
    entry,
    found,
    missing,
    proof,
    result,
    time,
)

DOCUMENTS = {"cancel": document()}
REOPENED, ENTER = EntryKind.REOPENED, EntryKind.ENTERED
HOME = {"flow": "cancel"}


def at(*entries: Entry) -> Position:
    return replay(DOCUMENTS, entries)


@pytest.mark.parametrize(
    ("entries", "step", "visit", "awaits"),
    [
        ((), "ask", 1, Awaits.SHOPPER),
        ((asked(),), "find", 1, Awaits.LOOKUP),
        ((asked(), missing()), "again", 1, Awaits.SHOPPER),
        ((asked(), missing(), answer("again", "retry")), "ask", 2, Awaits.SHOPPER),
        ((asked(), missing(), answer("again", "nonsense")), "again", 1, Awaits.SHOPPER),
        ((asked(), found()), "prove", 1, Awaits.PROOF),
        ((asked(), found(), answer("prove", "resend")), "prove", 1, Awaits.PROOF),
        ((asked(), found(), proof(number="2")), "prove", 1, Awaits.PROOF),
        ((asked(), found(), proof("not_proven")), "person", 1, Awaits.NOTHING),
        ((asked(), found(), answer("prove", "person")), "person", 1, Awaits.NOTHING),
        ((asked(), found(), proof()), "check", 1, Awaits.TIME),
        ((asked(), found(), proof(), time()), "sure", 1, Awaits.SHOPPER),
        ((asked(), found(status="shipped"), proof(), time()), "person", 1, Awaits.NOTHING),
        ((answer("ask", "person"),), "person", 1, Awaits.NOTHING),
        (CANCELLED[1:], "cancel", 1, Awaits.EFFECT),
        ((*CANCELLED[1:], result()), "end", 1, Awaits.NOTHING),
        ((*CANCELLED[1:], result("refused")), "person", 1, Awaits.NOTHING),
        ((entry(ENTER, "ask", flow="cancel"),), "ask", 2, Awaits.SHOPPER),
        ((entry(ENTER, "ask", flow="other"),), "ask", 1, Awaits.FLOW),
    ],
)
def test_entries_lead_to_a_step(
    entries: Sequence[Entry], step: str, visit: int, awaits: Awaits
) -> None:
    position = at(ENTERED, *entries)
    assert (position.key, position.awaits) == (Key("cancel", step, visit), awaits)


@pytest.mark.parametrize("entries", [(), (asked(),), (Entry(ENTER, Key("x", "y", 1), HOME),)])
def test_a_session_must_enter_from_outside(entries: Sequence[Entry]) -> None:
    with pytest.raises(NotStarted):
        replay(DOCUMENTS, entries)


def test_a_changed_answer_keeps_the_later_ones() -> None:
    before = at(*CANCELLED[:-1])
    other = at(*CANCELLED[:-1], asked("2"))
    assert other.awaits is Awaits.LOOKUP
    back = at(*CANCELLED[:-1], asked("2"), found("2"), asked("1"))
    assert back == before


def test_personal_facts_wait_for_the_proof_of_the_very_order() -> None:
    assert "email" not in at(ENTERED, asked(), found()).facts["order"]
    assert "email" in at(ENTERED, asked(), found(), proof()).facts["order"]
    assert (
        "email" not in at(ENTERED, asked(), found(), proof(), asked("2"), found("2")).facts["order"]
    )


def test_going_back_shows_the_kept_answer() -> None:
    position = at(*CANCELLED[:-1], entry(REOPENED, "ask"))
    assert position.key.step == "ask"
    assert position.reopened == asked().value


def test_nothing_before_an_accepted_effect_can_be_changed() -> None:
    before = at(*CANCELLED)
    assert at(*CANCELLED, asked("2"), entry(REOPENED, "ask"), missing()) == before
    assert not any(each.can_change for each in before.path)


def test_a_lapsed_proof_hides_personal_facts_and_keeps_the_accepted_path() -> None:
    lapsed = Entry(EntryKind.PROOF, OUTSIDE, {"about": "order:1", "outcome": "lapsed"})
    assert at(*CANCELLED[:-1], lapsed).key.step == "prove"
    position = at(*CANCELLED, lapsed, result())
    assert position.key.step == "end"
    assert "email" not in position.facts["order"]
    assert position.facts["order"]["number"] == "1"
    assert position.effects[0].accepted
    assert not position.proven
    assert position.effects == at(*CANCELLED, result()).effects


REFUNDING: dict[str, dict[str, Any]] = {
    "cancel": {"exits": {"done": "owed", "refused": "person", "failed": "person"}},
    "owed": {
        "kind": "check",
        "rules": [{"id": "owed", "when": [{"fact": "order.email", "operator": "known"}]}],
        "exits": {"owed": "refund", "otherwise": "end"},
    },
    "refund": {
        "kind": "do",
        "effect": {
            "id": "refund",
            "kind": "refund",
            "arguments": {"order": {"fact": "order.number"}, "amount": {"fact": "order.email"}},
        },
        "exits": {"done": "end", "refused": "person", "failed": "person"},
    },
}


def test_what_follows_an_accepted_effect_rests_on_the_proof_it_was_accepted_with() -> None:
    """A person approves the cancellation an hour later: the money is still given back."""
    lapsed = Entry(EntryKind.PROOF, OUTSIDE, {"about": "order:1", "outcome": "lapsed"})
    documents = {"cancel": document(**REFUNDING)}
    [_cancel, refund] = replay(documents, (*CANCELLED, lapsed, result())).effects
    assert (refund.key.step, refund.subject) == ("refund", "order:1")
    assert refund.arguments["amount"] == "a@b.example"
    position = replay(documents, (*CANCELLED, lapsed, result(), accepted("refund", "refund")))
    assert (position.key.step, position.awaits) == ("refund", Awaits.EFFECT)
    assert position.effects[1].arguments == refund.arguments
    assert "email" not in position.facts["order"]


def test_nobody_gets_further_with_a_lapsed_proof_than_what_goes_on_by_itself() -> None:
    lapsed = Entry(EntryKind.PROOF, OUTSIDE, {"about": "order:1", "outcome": "lapsed"})
    sure = {"kind": "say", "text": {"en": "Money back?"}, "exits": {"next": "owed"}}
    proven = {
        "kind": "prove",
        "about": "order",
        "text": {"en": "Again."},
        "exits": {"proven": "owed", "not_proven": "person"},
    }
    cancel = {"exits": {"done": "more", "refused": "person", "failed": "person"}}
    for more, answers, step in ((sure, (answer("more", "next"),), "end"), (proven, (), "more")):
        documents = {"cancel": document(**{**REFUNDING, "cancel": cancel, "more": more})}
        position = replay(documents, (*CANCELLED, lapsed, result(), *answers))
        assert (position.key.step, len(position.effects)) == (step, 1)
    again = Entry(ENTER, Key("cancel", "cancel", 1), {"flow": "owed", "again": False})
    other = {**documents, "owed": document(**REFUNDING)}
    other["owed"] = other["owed"].model_copy(update={"start": "owed"})
    assert len(replay(other, (*CANCELLED, lapsed, again)).effects) == 1


def test_a_failed_proof_can_be_tried_again_after_going_back() -> None:
    failed = (ENTERED, asked(), found(), proof("not_proven"))
    assert at(*failed, entry(REOPENED, "prove")).awaits is Awaits.PROOF
    assert at(*failed, entry(REOPENED, "prove"), proof()).key.step == "check"


def test_a_later_proof_does_not_change_what_followed_a_failed_one() -> None:
    failed = (ENTERED, asked(), found(), proof("not_proven"))
    assert at(*failed, proof(visit=2)).key.step == "person"


def test_nothing_can_be_proven_of_an_order_that_was_not_found() -> None:
    steps = {"again": {"kind": "prove", "about": "order", "exits": {"proven": "end"}}}
    position = replay({"cancel": document(**steps)}, (ENTERED, asked(), missing()))
    assert position.key.step == "person"


def test_a_record_that_names_no_subject_cannot_be_proven() -> None:
    """Else one proof would open every such record."""
    nameless = Entry(EntryKind.LOOKUP, found().key, {**found().value, "subject": ""})
    stolen = Entry(EntryKind.PROOF, OUTSIDE, {"about": "order:", "outcome": "proven"})
    position = at(ENTERED, asked(), nameless, stolen)
    assert position.key.step == "person"
    assert at(ENTERED, asked(), nameless).key.step == "person"


def test_a_late_result_does_not_change_what_an_accepted_effect_rests_on() -> None:
    handed_over = (*CANCELLED, result("failed"), accepted("person", "ticket"))
    assert at(*handed_over, result("done")) == at(*handed_over)


def test_a_result_that_is_not_waited_for_leads_nowhere_else() -> None:
    flow = {"cancel": document(cancel={"waits": False, "exits": {"done": "end"}})}
    before = replay(flow, CANCELLED)
    assert before.key.step == "end"
    assert replay(flow, (*CANCELLED, result("failed"))) == before


def test_answers_after_an_effect_that_is_not_waited_for_stay_open() -> None:
    say = {"kind": "say", "text": {"en": "Bye"}, "exits": {"next": "end"}}
    cancel = {"waits": False, "exits": {"done": "bye"}}
    flow = {"cancel": document(cancel=cancel, bye=say)}
    kept = (*CANCELLED[:-1], answer("bye", "next"), accepted())
    assert [each.key.step for each in replay(flow, kept).path if each.can_change] == ["bye"]
    assert replay(flow, (*kept, entry(REOPENED, "bye"))).key.step == "bye"


def test_another_request_after_the_end_keeps_the_effects_and_the_proof() -> None:
    ended = (*CANCELLED, result("failed"), accepted("person", "ticket"))
    again = entry(ENTER, "person", flow="cancel", again=True)
    position = at(*ended, again)
    assert position.key == Key("cancel", "ask", 2)
    assert [each.effect for each in position.effects] == ["cancel-it", "ticket"]
    assert position.facts == {"session": {"language": "en"}}
    assert position.proven == {"order:1"}


def test_facts_given_on_entering_a_flow_are_known() -> None:
    position = at(ENTERED, entry(ENTER, "ask", flow="cancel", facts={"session": {"page": "/x"}}))
    assert position.facts["session"] == {"language": "en", "page": "/x"}


def test_a_new_look_up_needs_a_new_time() -> None:
    known = (ENTERED, asked(), found(), proof(), time())
    position = at(*known, asked("2"), found("2"), proof(number="2"))
    assert position.awaits is Awaits.TIME
    assert at(*known, asked("2"), found("2"), proof(number="2"), time("2026-02-02")).facts[
        "now"
    ] == {"date": "2026-02-02"}


def retried(times: int) -> list[Entry]:
    entries: list[Entry] = [ENTERED]
    for visit in range(1, times + 1):
        asking = Entry(EntryKind.ANSWER, Key("cancel", "ask", visit), asked().value)
        entries += [asking, missing(visit=visit), answer("again", "retry", visit)]
    return entries


def test_after_twenty_visits_of_a_step_a_person_takes_over() -> None:
    assert at(*retried(19)).key == Key("cancel", "ask", 20)
    assert at(*retried(20)).key == Key("cancel", "person", 1)


def test_each_request_counts_its_visits_anew() -> None:
    again = entry(ENTER, "person", flow="cancel", again=True)
    assert at(*retried(20), again).key == Key("cancel", "ask", 21)


def test_the_way_to_a_person_stays_open_however_often_it_is_taken() -> None:
    person = {"kind": "say", "exits": {"next": "person"}}
    flow = {"cancel": document(person=person)}
    entries = [ENTERED, answer("ask", "person")]
    entries += [answer("person", "next", visit) for visit in range(1, 31)]
    position = replay(flow, entries)
    assert (position.key, position.awaits) == (Key("cancel", "person", 31), Awaits.SHOPPER)


def test_a_flow_that_goes_in_circles_by_itself_comes_to_rest() -> None:
    person = {"kind": "go_to", "exits": {"next": "person"}}
    circling = {"cancel": document(person=person)}
    assert replay(circling, (ENTERED, answer("ask", "person"))).awaits is Awaits.NOTHING


def test_a_stray_exit_does_not_divert_the_way_to_a_person() -> None:
    stray = {"cancel": document(sure={"exits": {"next": "cancel", "person": "end"}})}
    position = replay(stray, (*CANCELLED[:-2], answer("sure", "person")))
    assert position.key.step == "person"


@pytest.mark.parametrize(
    "unopened",
    [
        answer("find", "not_proven"),
        Entry(EntryKind.PROOF, found().key, {"about": "order:x", "outcome": "not_proven"}),
    ],
)
def test_whoever_cannot_prove_a_held_record_gets_a_person_and_no_word_of_a_failure(
    unopened: Entry,
) -> None:
    held = Entry(EntryKind.LOOKUP, found().key, {**found().value, "held": "x"})
    other = {"find": {"exits": {**STEPS["find"]["exits"], "failed": "end"}}}
    position = replay({"cancel": document(**other)}, (ENTERED, asked(), held, unopened))
    assert position.key.step == "person"
