"""A question tried by the owner: told in words, and kept nowhere."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from classifier.models import Question
from classifier.training.wanted import want
from selfservice.tenancy.models import Shop


def _try(client: Client, text: str) -> Any:
    return client.post(reverse("admin:classifier_phrase_try"), {"text": text})


def test_a_clear_question_opens_its_flow_and_says_why(as_owner: Client, trained: Shop) -> None:
    answer = _try(as_owner, "I want to cancel my order please")
    trial = answer.context["trial"]
    assert trial.sentence.startswith("Opens “Cancel an order” at once")
    assert "cancel" in trial.because
    assert trial.label == "cancel"
    assert Question.objects.count() == 0


def test_a_strange_question_leads_to_a_person(as_owner: Client, trained: Shop) -> None:
    trial = _try(as_owner, "漢字").context["trial"]
    assert trial.sentence == "Knows none of this: offers a person."
    assert trial.because == ()


def test_without_a_model_the_owner_is_told_what_to_do(as_owner: Client, flows: Shop) -> None:
    assert "There is no model yet" in _try(as_owner, "cancel it").content.decode()
    want(flows)
    assert "The model is being made." in _try(as_owner, "cancel it").content.decode()


def test_a_question_stands_in_no_address(as_owner: Client, flows: Shop) -> None:
    address = reverse("admin:classifier_phrase_try")
    assert as_owner.get(f"{address}?text=cancel").status_code == 302
    assert _try(as_owner, "  ").status_code == 302
