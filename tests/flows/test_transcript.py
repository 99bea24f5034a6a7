"""What was asked and answered, in words that people read."""

from __future__ import annotations

from copy import deepcopy

from django.utils import translation
from django.utils.translation import gettext

from flows import runtime
from flows.transcript import transcript
from integrations import outbox
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.conftest import CANCEL, publish
from tests.flows.runtime.steps import at_proof, mailed_code
from tests.flows.runtime.test_asking import asked
from tests.flows.topics_taught import PARCEL, UNCLEAR, UNKNOWN


def test_items_chosen_from_an_order_are_told_by_name(demo: Shop) -> None:
    document = deepcopy(CANCEL)
    document["steps"]["prove"]["exits"]["proven"] = "items"
    document["steps"]["items"] = {
        "kind": "ask",
        "text": {"en": "Which items?"},
        "fields": [
            {
                "name": "lines",
                "type": "several",
                "label": {"en": "Items"},
                "choices_from": "order.items",
            }
        ],
        "exits": {"next": "kept"},
    }
    with within(demo):
        publish(demo, "cancel", document)
        passage = at_proof(demo)
        runtime.answer(passage, "prove", values={"code": mailed_code(passage)})
        tea = next(
            item["id"] for item in passage.position.facts["order"]["items"] if "tea" in item["name"]
        )
        runtime.answer(passage, "items", values={"lines": [tea]})
        assert transcript(passage)[-1].answer == "Green tea, 100 g"


def test_a_typed_question_is_told_where_it_was_typed(taught: Shop) -> None:
    passage = asked(taught, PARCEL)
    runtime.answer(passage, "which", values={"number": "1001"})
    lines = transcript(passage)
    told = [(line.step, line.question, line.answer, line.can_change) for line in lines]
    assert told == [
        ("menu", "You asked", PARCEL, False),
        ("which", "Which order?", "1001", True),
    ]


def test_a_question_is_told_before_the_answer_that_followed_it(taught: Shop) -> None:
    passage = asked(taught, UNCLEAR)
    assert [line.answer for line in transcript(passage)] == [UNCLEAR]
    runtime.answer(passage, "menu", "complaint")
    assert [line.answer for line in transcript(passage)] == [UNCLEAR, "Complaint"]


def test_a_question_is_in_the_case_that_a_person_gets(taught: Shop) -> None:
    passage = runtime.answer(asked(taught, UNKNOWN), "menu", "person")
    runtime.answer(passage, "person", values={"message": "Please help me"})
    (delivery,) = [each for each in outbox.deliveries_of(passage.session.pk) if each.flow]
    assert delivery.context["transcript"][0]["answer"] == UNKNOWN


def test_the_line_is_in_the_shoppers_language_and_the_words_are_their_own(taught: Shop) -> None:
    passage, _token = runtime.start(taught, language="cs")
    runtime.ask(passage, "kde je můj balík")
    with translation.override("cs"):
        title = gettext("You asked")
    assert [(line.question, line.answer) for line in transcript(passage)] == [
        (title, "kde je můj balík")
    ]


def test_each_request_is_told_with_the_order_it_was_about(demo: Shop) -> None:
    document = deepcopy(CANCEL)
    document["steps"]["sure"]["text"] = {"en": "**Cancel order {order.number}?**\n\nTotal: 5 < 6"}
    with within(demo):
        publish(demo, "cancel", document)
        passage = at_proof(demo)
        runtime.answer(passage, "prove", values={"code": mailed_code(passage)})
        runtime.again(passage)
        runtime.answer(passage, "which", values={"number": "1014", "email": "jane@example.com"})
        runtime.answer(passage, "sure", "yes")
        questions = [line.question for line in transcript(passage) if line.step == "sure"]
    assert questions == [
        "Cancel order 1001?\nTotal: 5 < 6",
        "Cancel order 1014?\nTotal: 5 < 6",
    ]
