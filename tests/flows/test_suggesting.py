"""What a shopper is shown while a typed question is open."""

from __future__ import annotations

import pytest

from flows import runtime
from flows.api.shapes import view_data
from flows.models import Flow
from flows.passage import Passage
from flows.present import first_view, view_of
from flows.view import View
from selfservice.tenancy.models import Shop
from tests.flows.runtime.steps import mailed_code
from tests.flows.runtime.test_asking import ORDER, asked, cancelling
from tests.flows.topics_taught import HELLO, PARCEL, STOP, UNCLEAR, UNKNOWN, VAGUE


def ids(view: View) -> list[str]:
    return [each.id for each in view.options]


def seen(passage: Passage, step: str, option: str) -> View:
    return view_of(runtime.answer(passage, step, option))


def test_an_opened_flow_shows_its_first_step_with_the_words_that_decided(taught: Shop) -> None:
    view = view_of(asked(taught, PARCEL))
    assert (view.kind, view.text) == ("ask", "Which order?")
    assert view.routing is not None
    assert (view.routing["method"], view.routing["flow"]) == ("classifier", "status")
    assert "parcel" in view.routing["because"]
    assert (view.asked, view.topic) == (PARCEL, "Where is my order")
    assert view.can_go_back


def test_it_is_told_until_the_shopper_goes_on(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, PARCEL), "which", values={"number": "1001"})
    view = view_of(passage)
    assert (view.routing, view.asked, view.topic) == (None, "", "")


def test_what_it_may_be_about_is_a_choice_on_the_present_step(taught: Shop) -> None:
    view = view_of(asked(taught, UNCLEAR))
    assert (view.step, view.kind) == ("menu", "choose")
    assert view.text == "Did you mean one of these?"
    assert ids(view)[-1] == "question:none"
    assert 2 <= len(ids(view)) <= 4
    assert view.options[0].label == "Cancel an order"
    assert (view.can_go_back, view.person, view.can_ask) == (True, True, True)
    assert view.routing is not None
    assert view.routing["method"] == "menu"
    assert view.routing["flow"] == ""
    assert [f"flow:{each['flow']}" for each in view.routing["alternatives"]] == ids(view)[:-1]


def test_a_form_gives_way_to_the_choices(taught: Shop) -> None:
    view = view_of(asked(taught, UNCLEAR, flow="status"))
    assert (view.step, view.kind, view.fields, view.button) == ("which", "choose", (), "")


def test_an_end_gives_way_to_the_choices_without_its_outcome(taught: Shop) -> None:
    passage, _token = runtime.start(taught, "status")
    runtime.answer(passage, "which", values={"number": "1001"})
    view = view_of(runtime.ask(passage, UNCLEAR))
    assert (view.kind, view.outcome, view.rating, view.can_start_another) == (
        "choose",
        "",
        False,
        False,
    )


def test_the_topics_are_in_the_shoppers_language(taught: Shop) -> None:
    passage, _token = runtime.start(taught, language="cs")
    view = view_of(runtime.ask(passage, "kde je můj poškozený balík"))
    told = {*(each.label for each in view.options), view.topic}
    assert "Where is my order (cs)" in told


def test_the_home_flow_is_never_offered(taught: Shop) -> None:
    for text in (UNCLEAR, UNKNOWN):
        assert "flow:home" not in ids(view_of(asked(taught, text)))


def test_what_is_not_known_says_so(taught: Shop) -> None:
    view = view_of(asked(taught, VAGUE))
    assert view.text.startswith("We are not sure")
    assert view.routing is not None
    assert view.routing["method"] == "none"


def test_for_words_about_nothing_the_menu_is_shown_and_no_guess(taught: Shop) -> None:
    view = view_of(asked(taught, UNKNOWN))
    assert ids(view) == ["cancel", "status", "complaint"]
    assert view.notices[0].startswith("We could not tell")
    assert view.person


def test_with_nothing_to_offer_home_shows_its_own_menu(taught: Shop) -> None:
    passage = asked(taught, UNKNOWN)
    Flow.objects.exclude(home=True).update(live=None)
    view = view_of(passage)
    assert ids(view) == ["cancel", "status", "complaint"]
    assert view.notices[0].startswith("We could not tell")
    assert view.routing is not None
    assert view.routing["alternatives"] == []


def test_with_nothing_to_offer_elsewhere_all_topics_are_one_click_away(taught: Shop) -> None:
    passage = asked(taught, UNKNOWN, flow="complaint")
    Flow.objects.exclude(home=True).update(live=None)
    view = view_of(passage)
    assert [(each.id, each.label) for each in view.options] == [
        ("question:none", "Show all topics")
    ]


def test_none_of_these_shows_the_menu_and_says_where_the_person_is(taught: Shop) -> None:
    view = seen(asked(taught, UNCLEAR), "menu", "question:none")
    assert ids(view) == ["cancel", "status", "complaint"]
    assert "person is one click away" in view.notices[0]
    assert view.routing is not None
    assert (view.routing["method"], view.routing["alternatives"]) == ("none", [])
    assert view.can_go_back
    assert view.person


def test_a_greeting_is_answered_with_the_menu(taught: Shop) -> None:
    view = view_of(asked(taught, HELLO))
    assert ids(view) == ["cancel", "status", "complaint"]
    assert view.routing is not None
    assert view.routing["method"] == "menu"
    assert view.notices[0].startswith("Choose a topic")


def test_after_a_wrong_opening_it_asks_instead(taught: Shop) -> None:
    view = seen(asked(taught, PARCEL), "which", "question:wrong")
    assert view.routing is not None
    assert (view.routing["method"], view.routing["flow"]) == ("menu", "")
    assert "flow:status" not in ids(view)


def test_the_notice_comes_before_the_first_question_and_not_after_it(taught: Shop) -> None:
    passage, _token = runtime.start(taught)
    before = view_of(passage)
    assert before.can_ask
    assert "automatic system" in before.question_notice
    assert view_data(before)["notices"] == [before.question_notice]
    after = view_of(runtime.ask(passage, UNCLEAR))
    assert after.can_ask
    assert after.question_notice == ""
    assert "notices" not in view_data(after)


def test_the_first_look_has_the_notice_too(taught: Shop) -> None:
    home = Flow.objects.get(home=True).live
    assert home is not None
    assert "automatic system" in first_view(taught, home).question_notice


def test_without_a_model_there_is_nothing_to_type_into(in_shop: Shop, demo: Shop) -> None:
    passage, _token = runtime.start(demo)
    view = view_of(passage)
    assert (view.can_ask, view.question_notice) == (False, "")


def test_where_something_else_has_to_happen_first_nothing_can_be_asked(taught: Shop) -> None:
    assert not view_of(cancelling(taught)).can_ask
    passage = asked(taught, STOP)
    runtime.answer(passage, "which", values=ORDER)
    runtime.answer(passage, "sure", option="yes")
    assert view_of(passage).kind == "prove"
    assert not view_of(passage).can_ask
    runtime.answer(passage, "prove", values={"code": mailed_code(passage)})
    assert view_of(passage).kind == "wait"


def test_a_person_gets_the_question_without_its_being_typed_again(taught: Shop) -> None:
    view = seen(asked(taught, UNKNOWN), "menu", "person")
    assert [(each.name, each.value) for each in view.fields] == [("message", UNKNOWN)]


def test_another_request_begins_without_the_old_question(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, PARCEL), "which", values={"number": "1001"})
    runtime.answer(passage, "told", "again")
    view = seen(passage, "menu", "person")
    assert [(each.name, each.value) for each in view.fields] == [("message", None)]


def test_other_forms_are_not_filled_with_it(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, UNCLEAR), "menu", "flow:complaint")
    view = seen(passage, "what", "broken")
    assert [(each.name, each.value) for each in view.fields] == [("message", None)]


@pytest.mark.parametrize("text", [PARCEL, UNCLEAR, UNKNOWN, HELLO])
def test_routing_is_plain_data_with_every_part(taught: Shop, text: str) -> None:
    routing = view_data(view_of(asked(taught, text)))["routing"]
    assert set(routing) == {"method", "confidence", "flow", "because", "alternatives"}
    assert routing["method"] in {"classifier", "menu", "none"}
    assert 0 <= routing["confidence"] <= 1
