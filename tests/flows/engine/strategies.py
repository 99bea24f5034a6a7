"""Strategies: sound flows of every kind of step, and passages through them step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from flows.engine import edits
from flows.engine.document import (
    Ask,
    BaseStep,
    Document,
    load,
)
from flows.engine.entries import OUTSIDE, Entry, EntryKind, Key
from flows.engine.position import Awaits, Position
from flows.engine.problems import Severity, problems
from flows.engine.problems.ways import unreached
from flows.engine.questions import Stage
from flows.engine.replay import replay
from tests.flows.engine.samples import TICKET, VOCABULARY

# Where a go to leads that leaves the flow.
ELSEWHERE = load(
    {
        "title": {"en": "Contact"},
        "languages": ["en"],
        "start": "ask",
        "person": "person",
        "steps": {
            "ask": {"kind": "say", "text": {"en": "Text"}, "exits": {"next": "end"}},
            "end": {"kind": "end", "text": {"en": "Text"}},
            "person": {"kind": "end", "text": {"en": "Text"}, "outcome": "handed_over"},
        },
    }
)
Draw = Callable[[st.SearchStrategy[Any]], Any]
FLOW, OTHER = "flow", "contact"
ENTERED = Entry(EntryKind.ENTERED, OUTSIDE, {"flow": FLOW, "facts": {"session": {}}})
_TEXT = {"en": "Text"}
_CANCEL = {"id": "cancel", "kind": "cancel_order"}
_SOURCES: tuple[dict[str, Any], ...] = (
    {"fact": "order.email"},
    {"text": {"en": "Order {order.number}"}},
    {"text": {"en": "On {now.date}"}},
    {"value": 1},
    {},
)
# The spine's order, so that what a step uses has been gathered before it.
_KINDS = ("say", "choose", "ask", "look_up", "prove", "check", "do", "go_to")
# Those whose exits the shopper and the outside choose freely, as often as they come there.
FREE = ("say", "choose", "ask", "look_up", "do", "go_to")


def _step(kind: str, draw: st.DrawFn) -> dict[str, Any]:
    """A step of the kind, without its exits."""
    ids = ["a", "b", "c"][: draw(st.integers(1, 3))]
    names = ("number", "contact")
    value = draw(st.sampled_from(["open", "shut"]))
    when = [{"fact": "order.status", "operator": "is", "value": value}]
    parts: dict[str, dict[str, Any]] = {
        "say": {"text": _TEXT},
        "choose": {"text": _TEXT, "options": [{"id": each, "label": _TEXT} for each in ids]},
        "ask": {"fields": [{"name": each, "type": "text", "label": _TEXT} for each in names]},
        "look_up": {
            "read": "order",
            "arguments": {each: {"fact": f"answer.{each}"} for each in names},
        },
        "prove": {"text": _TEXT, "about": "order"},
        "check": {"rules": [{"id": each, "when": when} for each in ("rule", "other")[: len(ids)]]},
        "do": {"effect": _effect(draw), "waits": draw(st.booleans())},
        "go_to": {},
    }
    return {"kind": kind, **parts[kind]}


def _effect(draw: st.DrawFn) -> dict[str, Any]:
    """One that changes an order, or a row with or without columns."""
    if draw(st.booleans()):
        return {**_CANCEL, "arguments": {"order": {"fact": "order.number"}}}
    return _row(draw)


def _row(draw: st.DrawFn) -> dict[str, Any]:
    columns = [
        {"name": each, **draw(st.sampled_from(_SOURCES))}
        for each in draw(st.lists(st.sampled_from(["Order", "E-mail", "a/b"]), unique=True))
    ]
    row = {"row": {"columns": columns}} if columns else {}
    return {"id": "row", "kind": "append_row", "arguments": {"table": {"value": "x"}, **row}}


@st.composite
def documents(draw: st.DrawFn, kinds: tuple[str, ...] = _KINDS) -> Document:
    """Ask, look up, prove and what may follow, with exits that go on, aside, or back.

    With fewer kinds than all, those alone. Not every one is sound: some never come to an end, or
    have an exit that leads nowhere.
    """
    before = draw(st.lists(st.sampled_from(kinds[:2]), max_size=2))
    after = draw(st.lists(st.sampled_from(kinds), max_size=5))
    spine = [each for each in ("ask", "look_up", "prove") if each in kinds]
    chosen = [*before, *spine, *after]
    names = [f"s{number}" for number in range(len(chosen))]
    steps: dict[str, Any] = {
        "end": {"kind": "end", "text": _TEXT, "effects": draw(st.sampled_from([[], [TICKET]]))},
        "noted": {"kind": "end", "text": _TEXT, "effects": [_row(draw)]},
        "person": {"kind": "end", "text": _TEXT, "outcome": "handed_over", "effects": [TICKET]},
        "other": {"kind": "go_to", "flow": OTHER},
        "back": {"kind": "say", "text": _TEXT, "exits": {"next": "s0"}},
    }
    for number, (name, kind) in enumerate(zip(names, chosen, strict=True)):
        on = [*names, "end"][number + 1]
        step = _step(kind, draw)
        steps[name] = step
        exits = _exit_ids(step)
        elsewhere = st.sampled_from(["person", "end", "noted", "other", "back", *names[:number]])
        aside = {each: draw(elsewhere) for each in exits[1:]}
        first = draw(elsewhere) if draw(st.integers(0, 9)) == 0 else on
        step["exits"] = {exits[0]: first, **aside}
        if draw(st.integers(0, 19)) == 0:
            del step["exits"][draw(st.sampled_from(exits))]
    flow = _load(steps)
    for each in sorted(unreached(flow) & {"back", "noted", "other"}):
        flow = edits.remove(flow, each)
    return flow


def _exit_ids(step: dict[str, Any]) -> tuple[str, ...]:
    return _load({"s0": step, "person": {"kind": "end"}}).steps["s0"].exit_ids()


def _load(steps: dict[str, Any]) -> Document:
    head = {"title": _TEXT, "languages": ["en"], "start": "s0", "person": "person"}
    return load({**head, "steps": steps})


def replayed(flow: Document, entries: Sequence[Entry]) -> Position:
    return replay({FLOW: flow, OTHER: ELSEWHERE}, entries)


def step_at(flow: Document, key: Key) -> BaseStep:
    return {FLOW: flow, OTHER: ELSEWHERE}[key.flow].steps[key.step]


def sound(document: Document) -> bool:
    return all(each.severity is Severity.WARNING for each in problems(document, VOCABULARY))


ANSWERS: dict[str, st.SearchStrategy[str]] = {
    "number": st.sampled_from(["1", "2"]),
    "contact": st.just("a@b.example"),
}


def next_entry(draw: Draw, position: Position) -> Entry | None:
    """Something that may happen at the position: the shopper or the outside goes on."""
    key, step = position.key, position.step
    if position.awaits is Awaits.SHOPPER:
        return Entry(EntryKind.ANSWER, key, shopper_says(draw, step))
    if position.awaits is Awaits.LOOKUP:
        return Entry(EntryKind.LOOKUP, key, _looked_up(draw, position))
    if position.awaits is Awaits.PROOF:
        outcome = draw(st.sampled_from(["proven", "proven", "not_proven"]))
        return Entry(EntryKind.PROOF, key, {"about": position.subject, "outcome": outcome})
    if position.awaits is Awaits.TIME:
        facts = {"now": {"date": f"2026-01-{draw(st.integers(10, 12))}"}, "policy": {}}
        return Entry(EntryKind.TIME, key, {"facts": facts})
    if position.awaits is Awaits.EFFECT:
        outcome = draw(st.sampled_from(["done", "refused", "failed"]))
        value = {"effect": position.effects[-1].effect, "outcome": outcome, "facts": {}}
        return Entry(EntryKind.EFFECT, key, value)
    return None


def shopper_says(draw: Draw, step: BaseStep) -> dict[str, Any]:
    if isinstance(step, Ask):
        return {"values": {name: draw(values) for name, values in ANSWERS.items()}}
    return {"option": draw(st.sampled_from([*step.exit_ids(), *step.exit_ids(), "person"]))}


def _looked_up(draw: Draw, position: Position) -> dict[str, Any]:
    number = (position.arguments or {})["number"]
    outcome = draw(st.sampled_from(["found", "found", "found", "missing", "failed"]))
    status = draw(st.sampled_from(["open", "shut"]))
    facts = {"number": number, "status": status} if outcome == "found" else {}
    return {
        "arguments": position.arguments,
        "outcome": outcome,
        "facts": facts,
        "personal": {"email": "a@b.example", "items": ["x"], "total": 1}
        if outcome == "found"
        else {},
        "subject": number,
    }


def due_entries(position: Position) -> list[Entry]:
    """What accepting the effects that are due adds."""
    return [
        Entry(EntryKind.ACCEPTED, due.key, {"effect": due.effect})
        for due in position.effects
        if not due.accepted
    ]


def typed(draw: Draw, position: Position) -> list[Entry]:
    """What may be written when the shopper types a question here, or deals with the last one."""
    key, question = position.key, position.question
    led = {"flow": FLOW, "again": draw(st.booleans())}
    if question is not None and draw(st.booleans()):
        stages = {
            Stage.OFFERED: Entry(EntryKind.ENTERED, question.key, {**led, "question": "chosen"}),
            Stage.OPENED: Entry(EntryKind.REOPENED, question.key, {"question": "offered"}),
            Stage.NONE: Entry(EntryKind.REOPENED, question.key, {"question": "offered"}),
        }
        return [stages[question.stage]]
    onwards = {
        "asked": [],
        "opened": [Entry(EntryKind.ENTERED, key, {**led, "question": "opened"})],
        "stayed": [Entry(EntryKind.REOPENED, key, {"question": "opened"})],
        "none": [Entry(EntryKind.ENTERED, key, {**led, "question": "none"})],
    }
    question_entry = Entry(EntryKind.QUESTION, key, {"text": "Where is it?"})
    return [question_entry, *onwards[draw(st.sampled_from(sorted(onwards)))]]


@st.composite
def passages(
    draw: st.DrawFn, longest: int = 14, accepting: bool = True, kinds: tuple[str, ...] = _KINDS
) -> tuple[Document, list[Entry]]:
    """A sound flow and the entries of someone who walks it, going back now and then."""
    flow = draw(documents(kinds).filter(sound))
    entries = [ENTERED]
    for _turn in range(draw(st.integers(0, longest))):
        position = replayed(flow, entries)
        if accepting:
            entries += due_entries(position)
        if draw(st.integers(0, 6)) == 0 and position.awaits in {Awaits.SHOPPER, Awaits.NOTHING}:
            entries += typed(draw, position)
            continue
        open_steps = [each for each in position.path if each.answer is not None and each.can_change]
        if open_steps and draw(st.integers(0, 5)) == 0:
            entries.append(Entry(EntryKind.REOPENED, draw(st.sampled_from(open_steps)).key, {}))
            continue
        following = next_entry(draw, position)
        if following is None:
            break
        entries.append(following)
    return flow, entries
