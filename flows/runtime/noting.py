"""Tells the owner's records which questions were typed, and what came of each."""

from __future__ import annotations

from classifier import questions
from classifier.models import Outcome
from classifier.routing import Routed
from flows.engine.entries import PERSON
from flows.engine.questions import Question, Stage
from flows.passage import Passage
from flows.runtime.options import FLOW, NONE, WRONG

_SAID = {NONE: Outcome.NONE, WRONG: Outcome.WRONG, PERSON: Outcome.PERSON}


def note(passage: Passage, text: str, routed: Routed) -> None:
    """What an owner types while trying a draft is no shopper's question."""
    session = passage.session
    if not session.preview:
        questions.note(session.shop, session.pk, text, session.language, routed)


def settle(passage: Passage, question: Question | None, option: str | None) -> None:
    """`question` is the one that was open before the answer."""
    if question is None or passage.session.preview:
        return
    outcome, flow = _came_of(passage, question, option or "")
    if outcome is not None:
        questions.settle(passage.session.pk, outcome.value, flow)


def _came_of(passage: Passage, question: Question, option: str) -> tuple[Outcome | None, str]:
    """With the flow that the shopper named for it."""
    if option.startswith(FLOW):
        return Outcome.CHOSEN, option.removeprefix(FLOW)
    if option in _SAID:
        return _SAID[option], ""
    if question.stage is Stage.OPENED:
        return Outcome.KEPT, ""
    return _found_in_menu(passage, question)


def _found_in_menu(passage: Passage, question: Question) -> tuple[Outcome | None, str]:
    """The flow that a question was about after all, where the router knew of none.

    A greeting says nothing about the flow that is chosen after it.
    """
    flow = passage.position.key.flow
    if flow == question.key.flow or question.value["flow"]:
        return None, ""
    return Outcome.NONE, flow
