"""Among the flows that a question offers one is taken, or none; an opened one may be wrong."""

from __future__ import annotations

import pytest

from flows import runtime
from flows.engine.questions import Stage
from flows.models import Entry, Flow
from flows.passage import Passage
from flows.present import view_of
from selfservice.tenancy.models import Shop
from tests.flows.cancelling import CANCEL, publish
from tests.flows.runtime.steps import mailed_code
from tests.flows.runtime.test_asking import ORDER, asked, stage_of
from tests.flows.topics_taught import HELLO, PARCEL, STOP, UNCLEAR, UNKNOWN


def entries_of(passage: Passage) -> int:
    return Entry.objects.filter(session=passage.session).count()


def test_a_flow_that_is_chosen_is_entered_and_the_question_is_closed(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, UNCLEAR), "menu", "flow:status")
    assert passage.position.key.flow == "status"
    assert passage.position.question is None


def test_the_same_choice_again_changes_nothing(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, UNCLEAR), "menu", "flow:status")
    before = entries_of(passage)
    runtime.answer(passage, "menu", "flow:status")
    assert (entries_of(passage), passage.position.key.flow) == (before, "status")


def test_back_from_the_chosen_flow_leads_to_the_choices_and_forward_again(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, UNCLEAR), "menu", "flow:status")
    there = passage.position.key
    runtime.back(passage)
    assert (passage.position.key.step, stage_of(passage)) == ("menu", Stage.OFFERED)
    runtime.answer(passage, "menu", "flow:status")
    assert passage.position.key == there


def test_back_from_the_choices_leads_to_the_step_as_it_was(taught: Shop) -> None:
    passage = runtime.back(asked(taught, UNCLEAR))
    assert (passage.position.key.step, stage_of(passage)) == ("menu", None)


def test_back_from_an_opened_flow_leads_to_where_it_was_typed(taught: Shop) -> None:
    passage = runtime.back(asked(taught, PARCEL))
    assert (passage.position.key.step, stage_of(passage)) == ("menu", None)


def test_back_from_the_menu_that_a_greeting_led_to_is_the_step_it_was_typed_at(
    taught: Shop,
) -> None:
    passage = runtime.back(asked(taught, HELLO, flow="complaint"))
    assert (passage.position.key.step, stage_of(passage)) == ("what", None)


def test_an_answer_to_the_step_itself_still_counts_and_closes_the_question(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, UNCLEAR), "menu", "complaint")
    assert (passage.position.key.flow, stage_of(passage)) == ("complaint", None)


def test_a_flow_that_was_not_offered_is_refused(taught: Shop) -> None:
    passage = asked(taught, UNCLEAR)
    with pytest.raises(runtime.Invalid, match="options shown"):
        runtime.answer(passage, "menu", "flow:home-and-garden")
    assert stage_of(passage) is Stage.OFFERED


def test_a_flow_unpublished_in_between_is_said_to_be_gone(taught: Shop) -> None:
    passage = asked(taught, UNCLEAR)
    Flow.objects.filter(key="status").update(live=None)
    with pytest.raises(runtime.Invalid, match="let a person help"):
        runtime.answer(passage, "menu", "flow:status")
    assert "flow:status" not in {each.id for each in view_of(passage).options}
    assert view_of(passage).person


@pytest.mark.parametrize("option", ["flow:status", "question:none", "question:wrong"])
def test_without_an_open_question_these_are_stale(taught: Shop, option: str) -> None:
    passage, _token = runtime.start(taught)
    with pytest.raises(runtime.Stale):
        runtime.answer(passage, "menu", option)


def test_a_choice_from_a_page_that_is_older_than_the_step_is_stale(taught: Shop) -> None:
    passage = runtime.ask(asked(taught, PARCEL), UNCLEAR)
    with pytest.raises(runtime.Stale):
        runtime.answer(passage, "menu", "question:none")


def test_none_of_these_shows_the_home_menu(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, UNCLEAR), "menu", "question:none")
    assert (passage.position.key.step, stage_of(passage)) == ("menu", Stage.NONE)
    before = entries_of(passage)
    runtime.answer(passage, "menu", "question:none")
    assert entries_of(passage) == before


def test_none_of_these_in_another_flow_begins_at_home_and_back_returns(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, PARCEL), "which", values={"number": "1001"})
    runtime.ask(passage, UNCLEAR)
    runtime.answer(passage, "told", "question:none")
    assert (passage.position.key.flow, stage_of(passage)) == ("home", Stage.NONE)
    runtime.back(passage)
    assert (passage.position.key.step, stage_of(passage)) == ("told", Stage.OFFERED)
    runtime.back(passage)
    assert (passage.position.key.step, stage_of(passage)) == ("told", None)


def test_the_menu_is_open_even_where_it_was_answered_before_going_back(taught: Shop) -> None:
    passage = asked(taught, UNCLEAR, flow="complaint")
    runtime.answer(passage, "what", "question:none")
    runtime.answer(passage, "menu", "cancel")
    runtime.back(passage, "what")
    runtime.answer(passage, "what", "question:none")
    assert (passage.position.key.flow, passage.position.key.step) == ("home", "menu")


def test_that_is_not_what_i_meant_offers_the_others(taught: Shop) -> None:
    passage = asked(taught, PARCEL)
    for _click in range(2):
        runtime.answer(passage, "which", "question:wrong")
        assert (passage.position.key.step, stage_of(passage)) == ("menu", Stage.OFFERED)
    assert "flow:status" not in {each.id for each in view_of(passage).options}
    with pytest.raises(runtime.Invalid):
        runtime.answer(passage, "menu", "flow:status")


def test_once_the_shopper_has_gone_on_it_cannot_be_wrong_any_more(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, PARCEL), "which", values={"number": "1001"})
    with pytest.raises(runtime.Stale):
        runtime.answer(passage, "told", "question:wrong")


def test_past_an_accepted_action_nothing_leads_back_to_the_question(taught: Shop) -> None:
    passage = asked(taught, STOP)
    runtime.answer(passage, "which", values=ORDER)
    runtime.answer(passage, "sure", option="yes")
    runtime.answer(passage, "prove", values={"code": mailed_code(passage)})
    with pytest.raises(runtime.AlreadyAccepted, match="already on its way"):
        runtime.back(passage, "menu")


def test_an_action_accepted_before_any_answer_cannot_be_called_wrong(taught: Shop) -> None:
    effect = {"id": "ticket", "kind": "open_ticket", "arguments": {"subject": {"value": "Told"}}}
    first = {"kind": "do", "effect": effect, "waits": False, "exits": {"done": "which"}}
    document = {**CANCEL, "start": "first", "steps": {**CANCEL["steps"], "first": first}}
    publish(taught, "cancel", document)
    passage = asked(taught, STOP)
    with pytest.raises(runtime.AlreadyAccepted):
        runtime.answer(passage, "which", "question:wrong")


def test_the_person_of_the_present_flow_is_called_from_the_choices(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, UNKNOWN), "menu", "person")
    assert (passage.position.key.step, stage_of(passage)) == ("person", None)
