"""A typed question opens its flow, offers some, or says that it is not known."""

from __future__ import annotations

import pytest

from flows import runtime
from flows.engine.entries import EntryKind
from flows.engine.questions import Stage
from flows.models import Entry, Flow, Session
from flows.passage import Passage, load
from integrations import outbox
from selfservice.tenancy.models import Shop
from tests.flows.runtime.steps import mailed_code
from tests.flows.topics_taught import HELLO, PARCEL, STOP, UNCLEAR, UNKNOWN

ORDER = {"number": "1001", "email": "jane@example.com"}


def asked(shop: Shop, text: str, flow: str | None = None) -> Passage:
    passage, _token = runtime.start(shop, flow)
    return runtime.ask(passage, text)


def stage_of(passage: Passage) -> Stage | None:
    return passage.position.question.stage if passage.position.question else None


def cancelling(shop: Shop) -> Passage:
    """On the way to a cancellation that was accepted."""
    passage = asked(shop, STOP)
    runtime.answer(passage, "which", values=ORDER)
    runtime.answer(passage, "sure", option="yes")
    return runtime.answer(passage, "prove", values={"code": mailed_code(passage)})


def test_a_question_that_is_sure_opens_its_flow(taught: Shop) -> None:
    passage = asked(taught, PARCEL)
    assert passage.position.key.flow == "status"
    assert stage_of(passage) is Stage.OPENED


def test_what_was_typed_and_how_it_was_routed_is_kept_where_it_was_typed(taught: Shop) -> None:
    passage = asked(taught, PARCEL)
    row = Entry.objects.get(session=passage.session, kind="question")
    assert (row.flow, row.step) == ("home", "menu")
    assert row.value["text"] == PARCEL
    assert (row.value["method"], row.value["flow"]) == ("classifier", "status")
    assert "parcel" in row.value["because"]
    assert {each["flow"] for each in row.value["alternatives"]} <= {"home", "cancel", "complaint"}


def test_a_question_between_several_offers_them(taught: Shop) -> None:
    passage = asked(taught, UNCLEAR)
    assert passage.position.key.step == "menu"
    assert stage_of(passage) is Stage.OFFERED


def test_a_question_about_nothing_known_opens_nothing(taught: Shop) -> None:
    passage = asked(taught, UNKNOWN)
    assert passage.position.key.step == "menu"
    assert passage.position.question is not None
    assert passage.position.question.value["method"] == "none"


def test_a_greeting_shows_the_home_menu_wherever_it_is_typed(taught: Shop) -> None:
    assert stage_of(asked(taught, HELLO)) is Stage.NONE
    elsewhere = asked(taught, HELLO, flow="complaint")
    assert (elsewhere.position.key.flow, stage_of(elsewhere)) == ("home", Stage.NONE)


def test_a_question_about_the_flow_that_has_just_begun_stays_there(taught: Shop) -> None:
    passage = asked(taught, PARCEL, flow="status")
    assert passage.position.key == passage.position.key._replace(flow="status", visit=1)
    assert stage_of(passage) is Stage.OPENED


def test_from_another_flow_it_is_another_request_that_keeps_what_was_proven(taught: Shop) -> None:
    passage = cancelling(taught)
    done = {"effect": "cancel", "outcome": "done", "facts": {}}
    passage.add(EntryKind.EFFECT, passage.position.key, done)
    passage.walk()
    runtime.ask(passage, PARCEL)
    assert passage.position.key.flow == "status"
    assert passage.position.proven
    assert "order" not in passage.position.facts
    kinds = [each.kind for each in outbox.deliveries_of(passage.session.pk) if each.flow]
    assert kinds == ["cancel_order"]


def test_the_same_question_again_changes_nothing(taught: Shop) -> None:
    passage = asked(taught, PARCEL)
    before = Entry.objects.filter(session=passage.session).count()
    runtime.ask(passage, f"  {PARCEL} ")
    assert Entry.objects.filter(session=passage.session).count() == before


def test_another_question_in_the_opened_flow_opens_another_one(taught: Shop) -> None:
    passage = asked(taught, PARCEL)
    runtime.ask(passage, STOP)
    assert passage.position.key.flow == "cancel"
    runtime.back(passage)
    assert passage.position.key.flow == "status"
    runtime.back(passage)
    assert passage.position.key.flow == "home"


def test_of_two_windows_that_ask_at_once_the_second_is_told(taught: Shop) -> None:
    first, _token = runtime.start(taught)
    second = load(Session.objects.select_related("shop").get())
    runtime.ask(first, PARCEL)
    with pytest.raises(runtime.Stale):
        runtime.ask(second, STOP)
    assert Entry.objects.filter(kind="question").count() == 1


def test_a_session_reads_the_same_after_the_model_has_changed(taught: Shop) -> None:
    passage = asked(taught, PARCEL)
    Flow.objects.filter(key="status").update(live=None)
    again = load(passage.session)
    assert again.position.key == passage.position.key
    assert again.position.question == passage.position.question


def test_while_something_is_under_way_it_is_refused_with_a_sentence(taught: Shop) -> None:
    passage = cancelling(taught)
    with pytest.raises(runtime.Stale, match="still working"):
        runtime.ask(passage, PARCEL)


def test_between_a_code_and_its_proof_it_is_refused_with_a_sentence(taught: Shop) -> None:
    passage = asked(taught, STOP)
    runtime.answer(passage, "which", values=ORDER)
    runtime.answer(passage, "sure", option="yes")
    with pytest.raises(runtime.Stale, match="that it is you"):
        runtime.ask(passage, PARCEL)


def test_a_flow_in_another_language_only_is_neither_opened_nor_offered(taught: Shop) -> None:
    """`cancel` is in English alone."""
    passage, _token = runtime.start(taught, language="cs")
    runtime.ask(passage, "stornujte mi to prosím")
    assert passage.position.key.flow == "home"
    question = passage.position.question
    assert question is not None
    assert "cancel" not in {each["flow"] for each in question.value["alternatives"]}


def test_without_a_model_a_question_is_kept_and_nothing_is_offered(in_demo: Shop) -> None:
    passage = asked(in_demo, PARCEL)
    assert passage.position.question is not None
    assert passage.position.question.value["method"] == "none"
