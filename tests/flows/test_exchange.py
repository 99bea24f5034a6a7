"""A flow goes out as one file with its phrases, and comes back as a draft that nobody gets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from classifier import phrases
from classifier.models import Phrase, Source, Topic
from flows.drafting import draft_of
from flows.engine.refusal import ImportRefused
from flows.exchange import exported, imported
from flows.models import Flow
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within

pytestmark = pytest.mark.django_db
ASKED = {"cs": ["Kdy máte otevřeno?", "otevírací doba"], "en": ["when do you open"]}


@pytest.fixture
def talked_of(flow: Flow, in_shop: Shop) -> Flow:
    for language, texts in ASKED.items():
        phrases.add(in_shop, flow.key, language, texts, Source.STARTER)
    return flow


def _file(flow: Flow, **changed: Any) -> bytes:
    return json.dumps({**exported(flow, draft_of(flow)), **changed}).encode()


def test_a_flow_takes_its_phrases_to_another_shop(
    talked_of: Flow, other_shop: Shop, stranger: User
) -> None:
    raw = _file(talked_of)
    with within(other_shop):
        taken = imported(other_shop, raw, stranger)
        assert (taken.phrases, taken.refused) == (3, ())
        assert phrases.phrases_of(taken.flow.key) == ASKED
        assert exported(taken.flow, draft_of(taken.flow))["phrases"] == ASKED


def test_nothing_of_a_file_is_live(talked_of: Flow, in_shop: Shop) -> None:
    taken = imported(in_shop, _file(talked_of, live=True), None)
    assert taken.flow.live is None
    assert taken.flow.key != talked_of.key
    assert [topic.live for topic in Topic.objects.all()] == [False]


def test_a_phrase_about_a_person_is_left_out_with_its_reason(flow: Flow, in_shop: Shop) -> None:
    taken = imported(in_shop, _file(flow, phrases={"en": ["where is 100234", "hours"]}), None)
    assert taken.phrases == 1
    [(text, reason)] = taken.refused
    assert text == "where is 100234"
    assert "Leave the number out" in reason
    assert [each.text for each in Phrase.objects.all()] == ["hours"]


def test_a_document_alone_comes_in_without_phrases(flow: Flow, in_shop: Shop) -> None:
    taken = imported(in_shop, json.dumps(draft_of(flow).document).encode(), None)
    assert (taken.phrases, draft_of(taken.flow).document) == (0, draft_of(flow).document)


@pytest.mark.parametrize(
    "wrong",
    [["hours"], {"en": "hours"}, {"en": [5]}, {"en": None}, {"<script>": ["hours"]}, 7],
)
def test_phrases_that_are_none_are_refused_and_nothing_is_made(
    flow: Flow, in_shop: Shop, wrong: Any
) -> None:
    with pytest.raises(ImportRefused, match="lists of texts by language"):
        imported(in_shop, _file(flow, phrases=wrong), None)
    assert Flow.objects.get() == flow


def test_a_flood_of_phrases_is_refused(flow: Flow, in_shop: Shop) -> None:
    many = {"en": [f"hours{'x' * (number % 7)}" for number in range(5_001)]}
    with pytest.raises(ImportRefused, match="more than 5000 phrases"):
        imported(in_shop, _file(flow, phrases=many), None)


def test_the_builder_says_what_came_with_the_file(flow: Flow, owner: User, client: Client) -> None:
    client.force_login(owner)
    raw = _file(flow, phrases={"en": ["hours", "call 777 123 456"]})
    answer = client.post(
        reverse("admin:flows_flow_import"),
        {"file": SimpleUploadedFile("hours.json", raw)},
        follow=True,
    )
    said = [str(each) for each in answer.context["messages"]]
    assert said[1] == "With 1 phrase."
    assert "“call 777 123 456”: Leave the number out" in said[2]
