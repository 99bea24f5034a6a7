"""The owner sees which questions were typed, and what came of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.models import Question
from flows import runtime
from flows.models import Flow
from flows.passage import Passage
from selfservice.tenancy.models import Shop
from tests.flows.runtime.test_asking import asked
from tests.flows.topics_taught import HELLO, PARCEL, UNCLEAR, UNKNOWN

Move = Callable[[Passage], object]


def answered(step: str, option: str) -> Move:
    return lambda passage: runtime.answer(passage, step, option)


def numbered(passage: Passage) -> object:
    return runtime.answer(passage, "which", values={"number": "1001"})


def gone_back(passage: Passage) -> object:
    return runtime.back(passage)


NONE, WRONG = answered("menu", "question:none"), answered("which", "question:wrong")
# Typed, what the shopper did then, what came of it, and the flow it was about.
TOLD: list[tuple[str, list[Move], str, str]] = [
    (PARCEL, [], "", "status"),
    (PARCEL, [numbered], "kept", "status"),
    (PARCEL, [gone_back], "", "status"),
    (PARCEL, [answered("which", "person")], "person", "status"),
    (PARCEL, [WRONG], "wrong", "status"),
    (PARCEL, [WRONG, answered("menu", "flow:complaint")], "wrong", "complaint"),
    (PARCEL, [WRONG, NONE], "wrong", "status"),
    (PARCEL, [WRONG, NONE, answered("menu", "complaint")], "wrong", "status"),
    (UNCLEAR, [], "", ""),
    (UNCLEAR, [answered("menu", "flow:status")], "chosen", "status"),
    (UNCLEAR, [NONE], "none", ""),
    (UNCLEAR, [NONE, answered("menu", "complaint")], "none", "complaint"),
    (UNCLEAR, [answered("menu", "person")], "person", ""),
    (UNKNOWN, [answered("menu", "cancel")], "none", "cancel"),
    (HELLO, [answered("menu", "cancel")], "", "home"),
]


@pytest.mark.parametrize(("text", "moves", "outcome", "flow"), TOLD)
def test_what_came_of_a_question_is_noted(
    taught: Shop, text: str, moves: list[Move], outcome: str, flow: str
) -> None:
    passage = asked(taught, text)
    for move in moves:
        move(passage)
    noted = Question.objects.get()
    assert (noted.text, noted.session) == (text, passage.session.pk)
    assert (noted.outcome, noted.label) == (outcome, flow)


def test_of_two_questions_only_the_newer_is_settled(taught: Shop) -> None:
    passage = runtime.ask(asked(taught, PARCEL), UNCLEAR)
    runtime.answer(passage, "which", "flow:complaint")
    noted = Question.objects.order_by("at").values_list("outcome", flat=True)
    assert list(noted) == ["", "chosen"]


def test_what_is_typed_while_trying_a_draft_is_not_noted(taught: Shop) -> None:
    home = Flow.objects.get(home=True).live
    assert home is not None
    passage, _token = runtime.start_on(taught, home, preview=True)
    runtime.answer(runtime.ask(passage, UNCLEAR), "menu", "flow:status")
    assert passage.position.key.flow == "status"
    assert not Question.objects.exists()
