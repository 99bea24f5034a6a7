"""Takes what a shopper says to the flows that a typed question led to or offered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from classifier.router.methods import OPEN
from flows.engine.entries import EntryKind, Key
from flows.engine.questions import Question, Stage, last_said
from flows.passage import Passage
from flows.runtime.advancing import advance, enter
from flows.runtime.asking import at_its_beginning, lead
from flows.runtime.errors import AlreadyAccepted, Invalid, Stale
from flows.runtime.options import FLOW, NONE, WRONG
from flows.topics import Topics, home_of, topics_in


def choose(passage: Passage, step: str, option: str) -> None:
    """One of the flows offered, none of them, or that the opened one is wrong.

    The same choice again changes nothing. Raises Stale when no such choice stands.
    """
    question = passage.position.question
    if _is_made(passage, question, option):
        return
    wanted = Stage.OPENED if option == WRONG else Stage.OFFERED
    if question is None or question.stage is not wanted or passage.position.key.step != step:
        raise Stale(_("That question is no longer open. Here is where you are."))
    if option == WRONG:
        offer_again(passage, question.key)
    elif option == NONE:
        _show_all(passage)
    else:
        _take(passage, question, option.removeprefix(FLOW))
    advance(passage)


def offered(question: Question, topics: Topics) -> tuple[str, ...]:
    """The flows to choose from: not one that was opened already and found wrong."""
    likely = (each["flow"] for each in question.value["alternatives"])
    open_ones = (each for each in likely if each in topics and not topics[each].home)
    return tuple(each for each in open_ones if each != question.value["flow"])


def offer_again(passage: Passage, key: Key) -> None:
    """Back to the choices of the question that was typed there."""
    firm = (each.key for each in passage.position.path if not each.can_change)
    if key in firm:
        raise AlreadyAccepted
    passage.add(EntryKind.REOPENED, key, {"question": Stage.OFFERED.value})


def _is_made(passage: Passage, question: Question | None, option: str) -> bool:
    """Whether just this was chosen last: a second click, or another tab."""
    if option.startswith(FLOW):
        last = last_said(passage.entries)
        chosen = last is not None and last.value.get("question") == Stage.CHOSEN
        return chosen and passage.position.key.flow == option.removeprefix(FLOW)
    if question is None:
        return False
    if option == NONE:
        return question.stage is Stage.NONE
    return question.stage is Stage.OFFERED and question.value["method"] == OPEN


def _show_all(passage: Passage) -> None:
    """The home flow's menu; where there is none, the present step."""
    key, home = passage.position.key, home_of(topics_in(passage.session.language))
    stage = {"question": Stage.NONE.value}
    if home is None or (key.flow == home.key and at_its_beginning(passage.position)):
        passage.add(EntryKind.REOPENED, key, stage)
        return
    enter(passage, home.key, again=True, question=Stage.NONE)
    _open_menu(passage, after=key)


def _open_menu(passage: Passage, after: Key) -> None:
    """A request that was begun here once and left has answered the menu already."""
    path = passage.walk().path
    begun = [each.key for each in path].index(after) + 1
    answered = next((each for each in path[begun:] if each.is_stop()), None)
    if answered is not None:
        passage.add(EntryKind.REOPENED, answered.key, {})


def _take(passage: Passage, question: Question, flow: str) -> None:
    topics = topics_in(passage.session.language)
    if flow not in {each["flow"] for each in question.value["alternatives"]}:
        raise Invalid({"option": _("Choose one of the options shown.")})
    if flow not in offered(question, topics) or not lead(passage, flow, Stage.CHOSEN, topics):
        gone = _("This topic is not available any more. Choose another, or let a person help.")
        raise Invalid({"option": gone})
