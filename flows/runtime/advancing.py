"""Brings a passage as far as it goes without the shopper: times, flows, look-ups, codes."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flows.engine.document import LookUp
from flows.engine.entries import PERSON, EntryKind, Key
from flows.engine.position import Awaits
from flows.engine.questions import Stage
from flows.models import Flow, Revision
from flows.passage import Passage, pinned
from flows.runtime.looking import looked_up
from flows.runtime.proving import send_first_code
from flows.runtime.recording import pretend, record
from selfservice import clock
from selfservice.tenancy.models import Shop
from selfservice.tenancy.policy import policy_of


def advance(passage: Passage) -> None:
    """Everything gathered is recorded before any call leaves, and again after its answer.

    A crash in between loses nothing: the next request finds the look-up still awaited.
    """
    awaits = gather(passage)
    while awaits in {Awaits.LOOKUP, Awaits.EFFECT} and _goes_on(passage, awaits):
        awaits = gather(passage)
    if passage.unsaved or any(not due.accepted for due in passage.position.effects):
        record(passage)
    if passage.position.awaits is Awaits.PROOF:
        send_first_code(passage)


def _goes_on(passage: Passage, awaits: Awaits) -> bool:
    """Whether the awaited look-up or pretended effect was answered now."""
    if awaits is Awaits.LOOKUP:
        if passage.unsaved:
            record(passage)
        _look_up(passage)
        return True
    return passage.session.preview and pretend(passage)


def resume(passage: Passage) -> None:
    """Goes on where a request died, or a look-up was left, between two recordings."""
    if passage.position.awaits in {Awaits.LOOKUP, Awaits.TIME, Awaits.FLOW}:
        advance(passage)


def gather(passage: Passage) -> Awaits:
    """Adds what needs no network until something else is awaited."""
    while True:
        position = passage.walk()
        if position.awaits is Awaits.TIME:
            facts = time_facts(passage.session.shop)
            passage.add(EntryKind.TIME, position.key, {"facts": facts})
        elif position.awaits is Awaits.FLOW:
            if not enter(passage, position.wanted_flow):
                passage.add(EntryKind.ANSWER, position.key, {"option": PERSON})
        else:
            return position.awaits


def enter(passage: Passage, flow: str, again: bool = False, question: Stage | None = None) -> bool:
    """Adds the entry that leaves the present step for a flow, pinning its live revision.

    A flow that the session was in before keeps its revision. False if the flow is not published.
    `question` says how a typed question led there.
    """
    value: dict[str, Any] = {"flow": flow, "again": again}
    if question is not None:
        value["question"] = question.value
    if flow in passage.documents:
        passage.add(EntryKind.ENTERED, passage.position.key, value)
        return True
    revision = live_revision(flow)
    if revision is not None:
        passage.documents[flow] = pinned(revision.pk)
        passage.add(EntryKind.ENTERED, passage.position.key, value, pins=revision.pk)
    return revision is not None


def live_revision(flow: str) -> Revision | None:
    found = (
        Flow.objects.filter(key=flow, live__isnull=False)
        .select_related("live__flow")
        .defer("live__document")
        .first()
    )
    return found.live if found else None


def _look_up(passage: Passage) -> None:
    position = passage.position
    read_again(passage, position.key, dict(position.arguments or {}))


def read_again(passage: Passage, key: Key, arguments: dict[str, Any]) -> None:
    """Asks the vendor, and adds what it said for these arguments."""
    step = passage.documents[key.flow].steps[key.step]
    read = step.read if isinstance(step, LookUp) else ""
    session = passage.session
    found = looked_up(session.shop, read, arguments, session.pk, passage.network)
    value = {"arguments": arguments, **found}
    passage.add(EntryKind.LOOKUP, key, value)


def retry_failed(passage: Passage, answered: Key) -> None:
    """A shop that was down a minute ago must not stay down for a shopper who answers anew."""
    keys = [each.key for each in passage.walk().path]
    later = passage.position.path[keys.index(answered) + 1 :] if answered in keys else ()
    failed = next((each for each in later if each.exit == "failed" and each.can_change), None)
    asked = [
        entry.value["arguments"]
        for entry in passage.entries
        if failed and entry.kind is EntryKind.LOOKUP and entry.key == failed.key
    ]
    if failed and asked:
        record(passage)
        read_again(passage, failed.key, asked[-1])


def time_facts(shop: Shop) -> dict[str, Any]:
    """The present instant in the shop's zone, and its policy as it stands now."""
    here = clock.now().astimezone(ZoneInfo(shop.time_zone))
    return {
        "now": {"date": here.date().isoformat(), "time": here.strftime("%H:%M")},
        "policy": policy_of(shop),
    }
