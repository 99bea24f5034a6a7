"""Typed questions on the help page without any script."""

from __future__ import annotations

import pytest
from django.test import Client

from flows import throttle
from flows.models import Session
from selfservice.tenancy.models import Shop
from tests.flows.page.forms_in import Page, Shopper
from tests.flows.topics_taught import PARCEL, STOP, UNCLEAR, UNKNOWN

NOTICE = "An automatic system suggests a topic"
PERSON_FIRST = '</h1><button class="main person"'
OPEN = 'class="ways">\n<form id="ask"'  # above the other ways on, always in sight
FOLDED = '<details class="asking"'


@pytest.fixture
def shopper(taught: Shop) -> Shopper:
    return Shopper(Client(enforce_csrf_checks=True))


def ask(shopper: Shopper, question: str, page: Page | None = None) -> Page:
    return shopper.sends(page or shopper.looks(), "ask", question=question)


def test_a_question_can_be_typed_at_the_beginning_with_the_notice_beside_it(
    shopper: Shopper,
) -> None:
    page = shopper.looks()
    assert OPEN in page.html
    assert NOTICE in page.html
    assert 'aria-describedby="question_notice"' in page.html


def test_the_first_question_starts_the_session_and_opens_its_flow(shopper: Shopper) -> None:
    page = ask(shopper, PARCEL)
    assert page.status == 200
    assert page.token
    assert "Which order?" in page.html
    assert "We understood: <strong>Where is my order</strong>" in page.html
    assert "<q>parcel</q>" in page.html
    assert PARCEL in page.html
    assert NOTICE not in page.html


def test_beside_another_task_the_question_is_folded_away(shopper: Shopper) -> None:
    page = shopper.sends(shopper.looks(), option="status")
    assert FOLDED in page.html
    assert "Ask something else" in page.html
    assert NOTICE in page.html


def test_starting_over_opens_the_box_again(shopper: Shopper) -> None:
    page = shopper.sends(shopper.looks(), option="status")
    assert OPEN in shopper.sends(page, "go", do="again").html


def test_what_was_not_meant_leads_to_choices(shopper: Shopper) -> None:
    page = shopper.sends(ask(shopper, PARCEL), "go", option="question:wrong")
    assert page.status == 200
    assert 'value="question:none"' in page.html
    assert 'value="flow:status"' not in page.html


def test_an_unclear_question_offers_choices_and_a_person(shopper: Shopper) -> None:
    page = ask(shopper, UNCLEAR)
    assert "Did you mean" in page.html
    assert '<button class="second person"' in page.html
    assert UNCLEAR in page.html
    assert OPEN in page.html

    then = shopper.sends(page, option="flow:status")
    assert "Which order?" in then.html


def test_none_of_these_shows_all_topics_and_the_person_first(shopper: Shopper) -> None:
    page = shopper.sends(ask(shopper, UNCLEAR), option="question:none")
    assert PERSON_FIRST in page.html
    assert 'value="complaint"' in page.html


def test_an_unknown_question_offers_a_person_first(shopper: Shopper) -> None:
    page = ask(shopper, UNKNOWN)
    assert PERSON_FIRST in page.html
    assert page.html.count('value="person"') == 1
    assert "Write to us." in shopper.sends(page, "go", option="person").html


def test_confidence_is_never_shown_as_a_number(shopper: Shopper) -> None:
    for question in (PARCEL, UNCLEAR, UNKNOWN):
        assert "%" not in ask(shopper, question).html.partition("<main")[2]


@pytest.mark.parametrize("question", ["", "   ", "x" * 2001])
def test_what_cannot_be_a_question_is_said_beside_the_box(shopper: Shopper, question: str) -> None:
    page = ask(shopper, question)
    assert page.status == 422
    assert 'id="question_error"' in page.html
    assert f">{question}</textarea>" in page.html
    assert 'aria-invalid="true"' in page.html


def test_a_question_sent_twice_is_one_session_and_one_question(
    shopper: Shopper, taught: Shop
) -> None:
    first = shopper.looks()
    one, two = ask(shopper, PARCEL, first), ask(shopper, PARCEL, first)
    assert one.token == two.token
    assert Session.objects.count() == 1


def test_another_question_can_follow_from_anywhere(shopper: Shopper) -> None:
    page = ask(shopper, STOP, ask(shopper, PARCEL))
    assert "We understood: <strong>Cancel an order</strong>" in page.html


def test_back_from_the_choices_returns_to_the_beginning(shopper: Shopper) -> None:
    page = shopper.sends(ask(shopper, UNCLEAR), "go", do="back")
    assert "What is it about?" in page.html
    assert "Did you mean" not in page.html


def test_an_ended_conversation_keeps_the_question_that_was_typed(shopper: Shopper) -> None:
    page = shopper.looks()
    page.hidden["ask"]["token"] = "somebody-elses"
    lost = ask(shopper, PARCEL, page)
    assert lost.status == 404
    assert f">{PARCEL}</textarea>" in lost.html


def test_too_many_questions_are_429_and_the_typed_one_is_kept(
    shopper: Shopper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "QUESTIONS_OF_ONE", 1)
    page = ask(shopper, PARCEL, ask(shopper, UNCLEAR))
    assert page.status == 429
    assert f">{PARCEL}</textarea>" in page.html


def test_a_question_is_never_markup(shopper: Shopper) -> None:
    page = ask(shopper, "<img src=x onerror=alert(1)> " + UNCLEAR)
    assert "<img" not in page.html


def test_without_a_model_there_is_nothing_to_type_into(demo: Shop) -> None:
    page = Shopper(Client()).looks()
    assert 'id="question"' not in page.html
