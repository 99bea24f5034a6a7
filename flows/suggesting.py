"""How a typed question was routed, and the choices it leads to, in the shopper's words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from classifier.router.methods import ASK, OPEN, UNSURE
from flows.engine.entries import EntryKind
from flows.engine.questions import Question, Stage
from flows.engine.texts import in_language
from flows.passage import Passage
from flows.runtime.asking import at_its_beginning
from flows.runtime.choosing import offered
from flows.runtime.options import FLOW, NONE
from flows.texts import safe_html
from flows.topics import Topics, home_of, topics_in
from flows.view import OptionView, View


def with_question(view: View, passage: Passage, language: str) -> View:
    """The view as it is while a typed question is open; else the view itself."""
    question = passage.position.question
    if question is None:
        return view
    topics = topics_in(language)
    with translation.override(language):
        return _STAGES[question.stage](view, passage, question, topics)


def last_typed(passage: Passage) -> str:
    """The question that was typed last on the way here, unless another request was begun since."""
    here = {each.key for each in passage.position.path} | {passage.position.key}
    for entry in reversed(passage.entries):
        if entry.kind is EntryKind.QUESTION and entry.key in here:
            return str(entry.value["text"])
        if entry.value.get("again") and not entry.value.get("question"):
            break
    return ""


def notice_before(passage: Passage, language: str) -> str:
    """What is said before the first typed question of a session, and no more after it."""
    if any(each.kind is EntryKind.QUESTION for each in passage.entries):
        return ""
    with translation.override(language):
        return _(
            "An automatic system suggests a topic from your words; a person is one click away."
        )


def _title(passage: Passage, flow: str) -> str:
    """Of the revision that the session runs on, which may no longer be the live one."""
    return in_language(passage.documents[flow].title, translation.get_language() or "")


def _opened(view: View, passage: Passage, question: Question, topics: Topics) -> View:
    """The first step of the flow that the question opened, and why it did."""
    flow = str(question.value["flow"])
    return replace(
        view,
        routing=_routing(question, topics, OPEN, flow),
        asked=str(question.value["text"]),
        topic=_title(passage, flow),
    )


def _menu(view: View, passage: Passage, question: Question, topics: Topics) -> View:
    """The menu of all topics: the shopper chose nothing of what was offered, or said hello."""
    home = home_of(topics)
    said_hello = home is not None and question.value["flow"] == home.key
    notice = (
        _("Choose a topic, write what it is about, or let a person help.")
        if said_hello
        else _("These are all topics. A person is one click away, too.")
    )
    chose = not said_hello and bool(offered(question, topics))
    view = replace(view, can_go_back=view.can_go_back or chose)
    return _unsuggested(view, question, ASK if said_hello else UNSURE, notice)


def _choices(view: View, passage: Passage, question: Question, topics: Topics) -> View:
    """What the question may be about. With nothing to offer, home's own menu is the offer."""
    flows = offered(question, topics)
    home = home_of(topics)
    at_home = home is not None and passage.position.key.flow == home.key
    if not flows and at_home and at_its_beginning(passage.position) and view.kind == "choose":
        return _unsuggested(view, question, UNSURE, _not_understood())
    method = str(question.value["method"])
    method = ASK if method == OPEN else method
    text = _sentence(method, bool(flows))
    return replace(
        view,
        kind="choose",
        text=text,
        html=safe_html({"en": text}, "en", {}),
        options=_options(flows, topics),
        fields=(),
        button="",
        rating=False,
        outcome="",
        can_start_another=False,
        can_go_back=True,
        routing=_routing(question, topics, method),
        asked=str(question.value["text"]),
    )


_STAGES = {Stage.OPENED: _opened, Stage.NONE: _menu, Stage.OFFERED: _choices}


def _unsuggested(view: View, question: Question, method: str, notice: str) -> View:
    """The view's own options are the answer."""
    return replace(
        view,
        notices=(*view.notices, notice),
        routing=_routing(question, {}, method),
        asked=str(question.value["text"]),
    )


def _routing(question: Question, topics: Topics, method: str, flow: str = "") -> dict[str, Any]:
    """As the API tells it: every part is there, in plain data."""
    value = question.value
    sure = {each["flow"]: each["confidence"] for each in value["alternatives"]}
    return {
        "method": method,
        "confidence": value["confidence"],
        "flow": flow,
        "because": list(value["because"]) if topics else [],
        "alternatives": [
            {"flow": each, "label": topics[each].title, "confidence": sure[each]}
            for each in offered(question, topics)
        ],
    }


def _options(flows: tuple[str, ...], topics: Topics) -> tuple[OptionView, ...]:
    none = _("None of these") if flows else _("Show all topics")
    found = (OptionView(f"{FLOW}{each}", topics[each].title) for each in flows)
    return (*found, OptionView(NONE, none))


def _sentence(method: str, anything: bool) -> str:
    if not anything:
        return _not_understood()
    if method == ASK:
        return _("Did you mean one of these?")
    return _("We are not sure what this is about. Is it one of these?")


def _not_understood() -> str:
    return _(
        "We could not tell what this is about. Choose a topic, write it in other words, or let "
        "a person help."
    )
