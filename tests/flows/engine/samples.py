"""A vocabulary and a flow that the engine's tests share: look an order up, prove it, cancel it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.document import Document, load
from flows.engine.entries import OUTSIDE, Entry, EntryKind, Key
from flows.engine.problems import EffectRules, LookupRules, Vocabulary

VOCABULARY = Vocabulary(
    effects={
        "open_ticket": EffectRules(("subject",), ("contact", "message")),
        "append_row": EffectRules(("table",), ("row",), mapped=("row",)),
        "cancel_order": EffectRules(("order",), changes=True, about="order"),
        "refund": EffectRules(
            ("order",),
            ("amount",),
            changes=True,
            about="order",
            only={"amount": frozenset({"order.total"})},
        ),
    },
    lookups={
        "order": LookupRules(
            ("number", "contact"),
            public=frozenset({"number", "status"}),
            personal=frozenset({"email", "items", "total"}),
        )
    },
    flows=frozenset({"cancel", "contact"}),
)
TICKET = {
    "id": "ticket",
    "kind": "open_ticket",
    "arguments": {"subject": {"text": {"en": "Please help"}}},
}


def _field(name: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "label": {"en": name}, **more}


STEPS: Mapping[str, Mapping[str, Any]] = {
    "ask": {
        "kind": "ask",
        "fields": [
            _field("number", "order_number"),
            _field("e-mail", "email", purpose={"en": "To find your order."}),
            _field("remark", "text", required=False),
        ],
        "exits": {"next": "find"},
    },
    "find": {
        "kind": "look_up",
        "read": "order",
        "arguments": {"number": {"fact": "answer.number"}, "contact": {"fact": "answer.e_mail"}},
        "exits": {"found": "prove", "missing": "again", "failed": "person"},
    },
    "again": {
        "kind": "choose",
        "text": {"en": "There is no such order."},
        "options": [
            {"id": "retry", "label": {"en": "Try again"}},
            {"id": "stop", "label": {"en": "Stop"}},
        ],
        "exits": {"retry": "ask", "stop": "person"},
    },
    "prove": {
        "kind": "prove",
        "about": "order",
        "text": {"en": "We have sent you a code."},
        "exits": {"proven": "check", "not_proven": "person"},
    },
    "check": {
        "kind": "check",
        "rules": [
            {
                "id": "open",
                "when": [{"fact": "order.status", "operator": "is", "value": "processing"}],
            }
        ],
        "exits": {"open": "sure", "otherwise": "person"},
    },
    "sure": {
        "kind": "say",
        "text": {"en": "Order {order.number} of {order.email}, {now.date}. {answer.remark}"},
        "exits": {"next": "cancel"},
    },
    "cancel": {
        "kind": "do",
        "effect": {
            "id": "cancel-it",
            "kind": "cancel_order",
            "arguments": {"order": {"fact": "order.number"}},
        },
        "exits": {"done": "end", "refused": "person", "failed": "person"},
    },
    "end": {"kind": "end", "text": {"en": "Cancelled: {result.cancel_it.reference}"}},
    "person": {
        "kind": "end",
        "text": {"en": "We will write."},
        "outcome": "handed_over",
        "effects": [TICKET],
    },
}


def document(**changed: Mapping[str, Any] | None) -> Document:
    """The flow with some parts of steps changed; whole steps, or None to take one out."""
    steps = {**STEPS}
    for step_id, parts in changed.items():
        if parts is None:
            del steps[step_id]
        else:
            steps[step_id] = parts if "kind" in parts else {**STEPS[step_id], **parts}
    return load(
        {
            "title": {"en": "Cancel"},
            "languages": ["en"],
            "start": "ask",
            "person": "person",
            "steps": steps,
        }
    )


def entry(kind: EntryKind, step: str, visit: int = 1, /, **value: Any) -> Entry:
    return Entry(kind, Key("cancel", step, visit), value)


def answer(step: str, option: str = "", visit: int = 1, **values: Any) -> Entry:
    value = {"option": option} if option else {"values": values}
    return entry(EntryKind.ANSWER, step, visit, **value)


def found(number: str = "1", status: str = "processing", visit: int = 1) -> Entry:
    return entry(
        EntryKind.LOOKUP,
        "find",
        visit,
        arguments={"number": number, "contact": "a@b.example"},
        outcome="found",
        facts={"number": number, "status": status},
        personal={"email": "a@b.example"},
        subject=number,
    )


def missing(number: str = "1", visit: int = 1) -> Entry:
    return entry(
        EntryKind.LOOKUP,
        "find",
        visit,
        arguments={"number": number, "contact": "a@b.example"},
        outcome="missing",
        facts={},
        personal={},
        subject="",
    )


def proof(outcome: str = "proven", number: str = "1", visit: int = 1) -> Entry:
    return entry(EntryKind.PROOF, "prove", visit, about=f"order:{number}", outcome=outcome)


def time(date: str = "2026-01-02", step: str = "check", visit: int = 1) -> Entry:
    return entry(EntryKind.TIME, step, visit, facts={"now": {"date": date}, "policy": {}})


def accepted(step: str = "cancel", effect: str = "cancel-it", visit: int = 1) -> Entry:
    return entry(EntryKind.ACCEPTED, step, visit, effect=effect)


def result(outcome: str = "done", visit: int = 1) -> Entry:
    facts = {"reference": "C-1"} if outcome == "done" else {}
    return entry(
        EntryKind.EFFECT, "cancel", visit, effect="cancel-it", outcome=outcome, facts=facts
    )


ENTERED = Entry(
    EntryKind.ENTERED, OUTSIDE, {"flow": "cancel", "facts": {"session": {"language": "en"}}}
)


def asked(number: str = "1") -> Entry:
    values = {"number": number, "e-mail": "a@b.example"}
    return entry(EntryKind.ANSWER, "ask", values=values)


# As far as the cancellation's acceptance.
CANCELLED = (
    ENTERED,
    asked(),
    found(),
    proof(),
    time(),
    answer("sure", "next"),
    accepted(),
)
