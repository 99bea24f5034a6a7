"""Opens an earlier step again; its answer and the later ones are kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from flows.engine.entries import Entry, EntryKind, Key
from flows.engine.position import Passed
from flows.engine.questions import Stage
from flows.passage import Passage
from flows.runtime.advancing import advance
from flows.runtime.choosing import offer_again
from flows.runtime.errors import AlreadyAccepted, Stale
from flows.runtime.growing import refuse_endless


def back(passage: Passage, to: str | None = None) -> Passage:
    """The last step that the shopper dealt with, or the one named.

    From what a typed question led to or offered, back is to where it was typed.
    """
    refuse_endless(passage)
    if to is None and _leaves_question(passage):
        advance(passage)
        return passage
    stops = passage.position.stops()
    wanted = [each for each in stops if to is None or each.key.step == to]
    if not wanted:
        raise Stale(_("There is no earlier answer to go back to."))
    if not wanted[-1].can_change:
        raise AlreadyAccepted
    _reopen(passage, wanted[-1])
    advance(passage)
    return passage


def _leaves_question(passage: Passage) -> bool:
    """Back while the question's choices, or the menu instead of them, stand on its own step."""
    key, question = passage.position.key, passage.position.question
    if question is None or question.key != key:
        return False
    said_hello = question.value["flow"] == key.flow
    if question.stage is Stage.NONE and question.value["alternatives"] and not said_hello:
        offer_again(passage, key)
    else:
        passage.add(EntryKind.REOPENED, key, {})
    return True


def _reopen(passage: Passage, passed: Passed) -> None:
    """Where the shopper chose among flows, the choices; where one opened by itself, the step."""
    if passed.led_by is not None and not _opened_by_itself(passage, passed.key):
        offer_again(passage, passed.key)
    else:
        passage.add(EntryKind.REOPENED, passed.key, {})


def _opened_by_itself(passage: Passage, key: Key) -> bool:
    led, asked = _last(passage, EntryKind.ENTERED, key), _last(passage, EntryKind.QUESTION, key)
    return bool(led.value["flow"] == asked.value["flow"])


def _last(passage: Passage, kind: EntryKind, key: Key) -> Entry:
    return next(each for each in reversed(passage.entries) if each.kind is kind and each.key == key)
