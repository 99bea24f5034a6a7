"""What shoppers typed: masked, narrowed to what one looks for, and taken as phrases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from classifier.models import Phrase, Question, Source
from selfservice.tenancy.models import Shop, User
from tests.classifier.admin.conftest import is_wanted, phrase, question

LIST, TAKE = "admin:classifier_question_changelist", "admin:classifier_question_take"

ASIDE = "admin:classifier_question_set_aside"


def _shown(client: Client, **asked: str) -> list[str]:
    return [line.text for line in client.get(reverse(LIST), asked).context["lines"]]


def test_the_list_opens_with_what_was_not_understood_newest_first(
    as_owner: Client, flows: Shop
) -> None:
    question(flows, "gift wrapping?", hours_ago=3)
    question(flows, "is it vegan?", hours_ago=1, method="menu", outcome="none")
    question(flows, "cancel it", method="classifier", label="cancel")
    question(flows, "where is it", method="menu", outcome="chosen", label="order-status")
    question(flows, "a phrase by now", taken=True)
    assert _shown(as_owner) == ["is it vegan?", "gift wrapping?"]
    page = as_owner.get(reverse("admin:classifier_phrase_changelist")).content.decode()
    assert "2 questions were not understood" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"show": "wrong"}, ["no, not that"]),
        ({"show": "asked"}, ["where is it"]),
        ({"show": "opened"}, ["no, not that", "zrušit"]),
        ({"show": "opened", "language": "cs"}, ["zrušit"]),
        ({"show": "all", "flow": "order-status"}, ["where is it", "late?"]),
        ({"flow": "order-status"}, ["late?"]),
        ({"flow": "order"}, []),
        ({"flow": "\x00order-\x00status", "language": "\x00"}, ["late?"]),
        ({"show": "nothing of the kind"}, ["late?"]),
    ],
)
def test_the_list_is_narrowed(
    as_owner: Client, flows: Shop, asked: dict[str, str], shown: list[str]
) -> None:
    opened: dict[str, Any] = {"method": "classifier", "label": "cancel"}
    question(flows, "no, not that", outcome="wrong", **opened)
    question(flows, "zrušit", hours_ago=1, language="cs", **opened)
    question(flows, "where is it", method="menu", outcome="chosen", label="order-status")
    question(flows, "late?", hours_ago=2, alternatives=["order-status", "cancel"])
    assert _shown(as_owner, **asked) == shown


def test_contact_data_is_masked_for_everybody(as_owner: Client, flows: Shop) -> None:
    question(flows, "where is 100245? jane@example.com or +420 777 123 456")
    page = as_owner.get(reverse(LIST)).content.decode()
    assert "where is •••? ••• or •••" in page
    for told in ("100245", "jane@", "777"):
        assert told not in page


def test_a_designer_sees_the_words_but_no_way_to_the_session(
    as_owner: Client, as_role: Callable[[str], Client], flows: Shop
) -> None:
    asked = question(flows, "gift wrapping?")
    page = as_role("designer").get(reverse(LIST)).content.decode()
    assert "gift wrapping?" in page
    assert str(asked.session) not in page
    assert str(asked.session) in as_owner.get(reverse(LIST)).content.decode()


def test_nothing_to_do_is_said_aloud(as_owner: Client, flows: Shop) -> None:
    assert "Every question found its flow." in as_owner.get(reverse(LIST)).content.decode()
    other = as_owner.get(reverse(LIST), {"show": "all"}).content.decode()
    assert "No shopper has typed a question like this yet." in other


def _save(client: Client, *written: tuple[Question, str, str]) -> Any:
    said: dict[str, Any] = {"save": "1", "question": [str(each.pk) for each, _t, _l in written]}
    for each, text, label in written:
        said |= {f"text-{each.pk}": text, f"label-{each.pk}": label, f"language-{each.pk}": "en"}
    return client.post(reverse(TAKE), said, follow=True)


def test_a_question_is_shown_without_contact_data_before_it_is_kept(
    as_owner: Client, flows: Shop
) -> None:
    said = "cancel 100245, I am jane@example.com"
    asked = question(flows, said, method="menu", outcome="chosen", label="cancel")
    page = as_owner.post(reverse(TAKE), {"question": str(asked.pk)})
    [box] = page.context["boxes"]
    assert (box.text, box.label) == ("cancel, I am", "cancel")
    assert "100245" not in page.content.decode()
    assert Phrase.objects.count() == 0


def test_taken_questions_become_phrases(as_owner: Client, flows: Shop) -> None:
    first, second = question(flows, "cancel 100245"), question(flows, "where is it?")
    answer = _save(as_owner, (first, "cancel it", "cancel"), (second, "", "order-status"))
    assert [str(each) for each in answer.context["messages"]] == ["Took 1 phrase."]
    [made] = Phrase.objects.all()
    assert (made.text, made.label, made.source) == ("cancel it", "cancel", Source.QUESTION)
    assert list(Question.objects.filter(taken=True)) == [first]
    assert is_wanted()


@pytest.mark.parametrize(
    ("text", "label", "sentence"),
    [
        ("cancel 100245", "cancel", "Leave the number out"),
        ("gift wrapping", "of another shop", "Choose the flow it is about."),
    ],
)
def test_what_is_refused_stays_to_be_mended(
    as_owner: Client, flows: Shop, text: str, label: str, sentence: str
) -> None:
    good, bad = question(flows, "stop it", hours_ago=1), question(flows, "gift wrapping?")
    answer = _save(as_owner, (good, "stop it", "cancel"), (bad, text, label))
    assert answer.status_code == 422
    [box] = answer.context["boxes"]
    assert box.text == text
    assert sentence in box.refusal
    assert [each.text for each in Phrase.objects.all()] == ["stop it"]
    assert list(Question.objects.filter(taken=True)) == [good]


def test_a_phrase_that_is_there_already_settles_its_question(as_owner: Client, flows: Shop) -> None:
    phrase(flows, "stop it")
    asked = question(flows, "stop it")
    answer = _save(as_owner, (asked, "stop it", "cancel"))
    assert [str(each) for each in answer.context["messages"]] == ["1 was there already."]
    assert _shown(as_owner) == []


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        ({"alternatives": ["cancel"]}, ""),
        ({"method": "menu", "outcome": "none", "alternatives": ["cancel"]}, ""),
        ({"method": "classifier", "label": "cancel", "outcome": "wrong"}, ""),
        (
            {
                **{"method": "classifier", "label": "order-status", "outcome": "wrong"},
                "alternatives": ["cancel", "order-status"],
            },
            "order-status",
        ),
        ({"method": "classifier", "label": "cancel", "outcome": "kept"}, "cancel"),
    ],
)
def test_a_guess_that_was_refused_is_not_proposed(
    as_owner: Client, flows: Shop, said: dict[str, Any], proposed: str
) -> None:
    asked = question(flows, "is it vegan?", **said)
    [box] = as_owner.post(reverse(TAKE), {"question": str(asked.pk)}).context["boxes"]
    assert box.label == proposed


def test_a_question_without_a_flow_is_left_alone(as_owner: Client, flows: Shop) -> None:
    good, left = question(flows, "stop it", hours_ago=1), question(flows, "asdf")
    _save(as_owner, (good, "stop it", "cancel"), (left, "asdf", ""))
    assert _shown(as_owner) == ["asdf"]
    answer = _save(as_owner, (left, "reworded", ""))
    assert (answer.status_code, answer.context["boxes"][0].text) == (422, "reworded")
    assert "Choose a flow for what you want to take." in answer.content.decode()


def test_junk_is_set_aside_and_teaches_nothing(as_owner: Client, flows: Shop) -> None:
    junk = question(flows, "asdf")
    question(flows, "gift wrapping?")
    as_owner.post(reverse(ASIDE), {"question": str(junk.pk)})
    assert _shown(as_owner) == ["gift wrapping?"]
    assert "Set aside" in as_owner.get(reverse(LIST), {"show": "all"}).content.decode()
    assert Phrase.objects.count() == 0
    assert not is_wanted()


def test_a_stranger_sets_nothing_aside(flows: Shop, stranger: User, client: Client) -> None:
    asked = question(flows, "gift wrapping?")
    client.force_login(stranger)
    client.post(reverse(ASIDE), {"question": str(asked.pk)})
    asked.refresh_from_db()
    assert asked.outcome == ""


def test_nothing_ticked_is_said_aloud(as_owner: Client, flows: Shop) -> None:
    answer = as_owner.post(reverse(TAKE), {"question": "no-id"}, follow=True)
    assert [str(each) for each in answer.context["messages"]] == [
        "Tick the questions to take first."
    ]


def test_a_stranger_takes_no_question(flows: Shop, stranger: User, client: Client) -> None:
    asked = question(flows, "gift wrapping?")
    client.force_login(stranger)
    assert _shown(client, show="all") == []
    _save(client, (asked, "mine now", "cancel"))
    assert Phrase.objects.count() == 0
    assert not Question.objects.filter(taken=True).exists()
