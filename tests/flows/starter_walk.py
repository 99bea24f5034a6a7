"""Walks the ready-made flows by hand-made entries: one shopper's moves, or every move there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.engine.document import Ask, AskField, Check, Choose, Document, FieldType, LookUp
from flows.engine.entries import OUTSIDE, Entry, EntryKind, Key
from flows.engine.facts import MISSING, look
from flows.engine.position import Awaits, Position
from flows.engine.replay import replay
from flows.ready_made import available
from integrations.fact_words import in_words

DOCUMENTS: Mapping[str, Document] = {each.key: each.document for each in available()}
Move = str | Mapping[str, Any]
RULED = sorted(
    {
        condition.fact
        for document in DOCUMENTS.values()
        for step in document.steps.values()
        if isinstance(step, Check)
        for rule in step.rules
        for condition in rule.when
        if condition.fact.startswith("answer.")
    }
)

NOW = {"date": "2026-11-20", "time": "10:15"}
POLICY = {"return_days": 14, "refund_days": 14, "return_address": ""}
ADDRESS = {"return_address": "Demo Shop, Dlouhá 7, 110 00 Praha"}
TOLD = {
    "number": "1001",
    "placed_on": "2026-11-02",
    "as_of": "2026-11-20T10:00:00+00:00",
    "email_hint": "j•••@e•••.com",
}
ITEMS = [{"id": "MUG", "label": "Blue mug"}, {"id": "TEA", "label": "Green tea"}]
PERSONAL = {
    "email": "jane@example.com",
    "items": ITEMS,
    "returnable": ITEMS,
    "total": "249 Kč",
    "address": "12 Mill Lane, Brno",
    "paid": True,
    "to_refund": "249 Kč",
}
SENT = {"carrier": "Packeta", "shipped_on": "2026-11-19", "expected_on": "2026-11-21"}
LATE = {"expected_on": "2026-11-12", "days_late": 8}
IN_TIME = {"return_until": "2026-12-01", "return_days_left": 11}
OVER = {"return_until": "2026-10-15", "return_days_left": -36}
TRACKED = {"tracking_url": "https://tracking.example.com/Z1"}
# Name -> what anybody who knows number and e-mail is told, and what only the proven shopper is.
ORDERS: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "unpaid": ({"status": "unpaid"}, {"paid": False, "to_refund": None}),
    "processing": ({"status": "processing"}, {}),
    "processing, money back": ({"status": "processing"}, {"to_refund": None}),
    "processing, day known": ({"status": "processing", "expected_on": "2026-11-24"}, {}),
    "processing, late": ({"status": "processing", **LATE}, {}),
    "shipped": ({"status": "shipped"}, {}),
    "shipped, day known": ({"status": "shipped", **SENT}, TRACKED),
    "shipped, late": ({"status": "shipped", **SENT, **LATE}, TRACKED),
    "delivered": ({"status": "delivered"}, {}),
    "delivered, all back": ({"status": "delivered"}, {"returnable": None}),
    "delivered lately": (
        {"status": "delivered", "delivered_on": "2026-11-17", "days_since_delivery": 3, **IN_TIME},
        TRACKED,
    ),
    "delivered long ago": (
        {"status": "delivered", "delivered_on": "2026-10-01", "days_since_delivery": 50, **OVER},
        TRACKED,
    ),
    "cancelled": ({"status": "cancelled"}, {}),
    "returned": ({"status": "returned"}, {"refunded": {"amount": "249.00", "currency": "CZK"}}),
    "unknown": ({"status": "unknown"}, {}),
}
PRODUCT = {
    "code": "POT-1000",
    "name": "Glass teapot",
    "price": {"amount": "799.00", "currency": "CZK"},
    "in_stock": False,
    "stock": 0,
    "url": "https://shop.example.com/pot/",
    "several": False,
    "matches": [{"id": "POT-1000", "name": "Glass teapot"}],
}
PRODUCTS: Mapping[str, Mapping[str, Any]] = {
    "in stock": {"in_stock": True, "stock": 3},
    "sold out": {},
    "sold out, day known": {"expected_on": "2026-12-01"},
    "several": {
        "several": True,
        "matches": [
            {"id": "POT-1000", "name": "Glass teapot"},
            {"id": "TEA-100", "name": "Green tea"},
        ],
    },
}
FOUND: Mapping[str, Mapping[str, Any]] = {"order": ORDERS, "product": PRODUCTS}


@dataclass(frozen=True, slots=True)
class Branch:
    """Where one way through the flows stands; `order` names the last one that was found."""

    entries: tuple[Entry, ...]
    position: Position
    order: str = ""

    def after(self, move: str) -> Branch:
        entries = (*self.entries, *_entries(self.position, move))
        order = move if move in ORDERS or move in PRODUCTS else self.order
        return Branch(entries, replay(DOCUMENTS, entries, in_words), order)

    def moves(self) -> Sequence[str]:
        """Everything that can happen next."""
        step = self.position.step
        if self.position.awaits is Awaits.SHOPPER and isinstance(step, Choose):
            return (*step.exit_ids(), "person")
        if isinstance(step, LookUp) and self.position.awaits is Awaits.LOOKUP:
            return (*FOUND[step.read], "missing", "failed")
        if isinstance(step, Ask) and any(_may_stay_open(each) for each in step.fields):
            return ("fill", "leave open", "person")
        return {
            Awaits.SHOPPER: ("fill", "person"),
            Awaits.PROOF: ("proven", "not_proven", "person"),
            Awaits.TIME: ("time",),
            Awaits.EFFECT: ("done", "refused", "failed"),
        }.get(self.position.awaits, ())


def begin(flow: str) -> Branch:
    value = {"flow": flow, "facts": {"session": {"language": "en"}}}
    entries = (Entry(EntryKind.ENTERED, OUTSIDE, value),)
    return Branch(entries, replay(DOCUMENTS, entries, in_words))


def walk(flow: str, moves: Sequence[str]) -> Branch:
    """Times pass by themselves; every other move is one of `moves`."""
    branch = begin(flow)
    for move in moves:
        branch = _settled(branch).after(move)
    return _settled(branch)


def at(flow: str, *moves: str) -> str:
    key = walk(flow, moves).position.key
    return f"{key.flow}/{key.step}"


def taps(position: Position) -> int:
    """Buttons pressed: every answer, and every code that was typed."""
    return sum(
        1
        for each in position.path
        if each.answer is not None or each.exit in {"proven", "not_proven"}
    )


def explore(flow: str) -> Iterator[tuple[Branch, str, Branch]]:
    """Every move from every step, once per kind of order and per answer that a rule asks for.

    Before, the move, after.
    """
    seen: set[tuple[Key, str, str, tuple[str, ...]]] = set()
    waiting = [begin(flow)]
    while waiting:
        branch = waiting.pop()
        for move in branch.moves():
            key = branch.position.key
            answers = tuple(str(look(branch.position.facts, each)) for each in RULED)
            edge = (Key(key.flow, key.step, 0), move, branch.order, answers)
            if edge not in seen:
                seen.add(edge)
                onwards = branch.after(move)
                waiting.append(onwards)
                yield branch, move, onwards


def _settled(branch: Branch) -> Branch:
    while branch.position.awaits is Awaits.TIME:
        branch = branch.after("time")
    return branch


def _entries(position: Position, move: str) -> tuple[Entry, ...]:
    key = position.key
    if position.awaits is Awaits.TIME:
        return (Entry(EntryKind.TIME, key, {"facts": _time_facts(position)}),)
    if position.awaits is Awaits.LOOKUP:
        return (Entry(EntryKind.LOOKUP, key, _found(position, move)),)
    if position.awaits is Awaits.PROOF and move in {"proven", "not_proven"}:
        value = {"about": position.subject, "outcome": move}
        return (Entry(EntryKind.PROOF, key, value),)
    if position.awaits is Awaits.EFFECT:
        effect = position.effects[-1].effect
        return (
            Entry(EntryKind.ACCEPTED, key, {"effect": effect}),
            Entry(EntryKind.EFFECT, key, {"effect": effect, "outcome": move}),
        )
    return (Entry(EntryKind.ANSWER, key, _answer(position, move)),)


def _time_facts(position: Position) -> dict[str, Any]:
    """The shop says where to send returns to where the last day for them is known, too."""
    known = look(position.facts, "order.return_until") is not MISSING
    return {"now": NOW, "policy": {**POLICY, **(ADDRESS if known else {})}}


def _found(position: Position, move: str) -> dict[str, Any]:
    found = {"arguments": position.arguments, "outcome": move}
    if move in PRODUCTS:
        return found | {"outcome": "found", "facts": {**PRODUCT, **PRODUCTS[move]}}
    if move not in ORDERS:
        return found
    public, personal = ORDERS[move]
    return found | {
        "outcome": "found",
        "facts": {**TOLD, **public},
        "personal": {**PERSONAL, **personal},
        "subject": "1001",
    }


def _answer(position: Position, move: str) -> dict[str, Any]:
    if move == "fill" and isinstance(position.step, Ask):
        return {"values": {each.name: _filled(each) for each in position.step.fields}}
    if move == "leave open" and isinstance(position.step, Ask):
        fields = position.step.fields
        return {"values": {each.name: _filled(each) for each in fields if each.required}}
    return {"option": move}


def _may_stay_open(field: AskField) -> bool:
    """A choice that need not be made leads on both ways."""
    return field.choices_from is not None and not field.required


def _filled(field: AskField) -> Any:
    if field.type is FieldType.EMAIL:
        return "jane@example.com"
    if field.type is FieldType.ORDER_NUMBER:
        return "1001"
    if field.type is FieldType.SEVERAL:
        return ["MUG"]
    if field.choices_from == "order.items":
        return "MUG"
    return field.choices[0].id if field.choices else "some words"
