"""Takes a typed question: keeps it with how it was routed, and leads to the flow it is about."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from classifier.router.methods import OPEN
from classifier.routing import Routed, route
from flows.engine.entries import EntryKind
from flows.engine.position import Awaits, Position
from flows.engine.questions import Stage
from flows.passage import Passage
from flows.runtime.advancing import advance, enter, gather, resume
from flows.runtime.errors import Stale
from flows.runtime.growing import refuse_endless
from flows.runtime.noting import note
from flows.runtime.recording import record
from flows.runtime.typed import question_text
from flows.topics import Topics, home_of, topics_in


def ask(passage: Passage, text: str) -> Passage:
    """Records the question and opens its flow, or offers what it may be about.

    The same question again changes nothing. Raises Stale where the shopper has to do something
    else first, and Invalid.
    """
    refuse_endless(passage)
    resume(passage)
    said = question_text(text)
    position, session = passage.position, passage.session
    if position.question is not None and position.question.value["text"] == said:
        return passage
    if not may_ask(position):
        raise Stale(_busy(position))
    topics = topics_in(session.language)
    # The home flow can be opened, but its menu is no answer to "did you mean".
    homes = [each.key for each in topics.values() if each.home]
    routed = route(session.shop, said, labels=tuple(topics), unoffered=homes)
    passage.add(EntryKind.QUESTION, position.key, _kept(said, routed))
    if routed.method == OPEN:
        _open(passage, routed.label, topics)
    gather(passage)
    with transaction.atomic():
        record(passage)
        note(passage, said, routed)
    advance(passage)
    return passage


def may_ask(position: Position) -> bool:
    """Not while something is under way, nor between a code and its proof."""
    return position.awaits in {Awaits.SHOPPER, Awaits.NOTHING}


def lead(passage: Passage, flow: str, stage: Stage, topics: Topics) -> bool:
    """Enters the flow for a question. False if it is not published any more.

    From the home flow it is a step on the way; from anywhere else it is another request, which
    keeps what was proven.
    """
    position, home = passage.position, home_of(topics)
    if position.key.flow == flow and at_its_beginning(position):
        passage.add(EntryKind.REOPENED, position.key, {"question": stage.value})
        return True
    from_home = home is not None and position.key.flow == home.key != flow
    on_the_way = from_home and position.awaits is Awaits.SHOPPER
    return enter(passage, flow, again=not on_the_way, question=stage)


def at_its_beginning(position: Position) -> bool:
    """Whether nothing was answered since the present flow was entered."""
    if position.awaits is not Awaits.SHOPPER:
        return False
    for passed in reversed(position.path):
        if passed.key.flow != position.key.flow:
            break
        if passed.is_stop():
            return False
    return True


def _open(passage: Passage, flow: str, topics: Topics) -> None:
    """A question about nothing in particular, such as a greeting, leads to the home menu."""
    home = home_of(topics)
    stage = Stage.NONE if home is not None and flow == home.key else Stage.OPENED
    lead(passage, flow, stage, topics)


def _kept(said: str, routed: Routed) -> dict[str, Any]:
    """The entry's value: plain data that says what the router said then."""
    return {
        "text": said,
        "method": routed.method,
        "confidence": round(routed.confidence, 3),
        "flow": routed.label,
        "because": list(routed.because),
        "alternatives": [
            {"flow": each.label, "confidence": round(each.confidence, 3)}
            for each in routed.alternatives
        ],
    }


def _busy(position: Position) -> str:
    if position.awaits is Awaits.PROOF:
        return _("Confirm first that it is you, or go back. Then you can ask something else.")
    return _("We are still working on your last request. Ask again in a moment.")
