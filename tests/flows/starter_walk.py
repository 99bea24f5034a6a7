"""Walks the ready-made flows by hand-made entries: one shopper's moves, or every move there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.engine.document import Ask, AskField, Choose, Document, FieldType
from flows.engine.entries import OUTSIDE, Entry, EntryKind, Key
from flows.engine.position import Awaits, Position
from flows.engine.replay import replay
from flows.starting import available

DOCUMENTS: Mapping[str, Document] = {each.key: each.document for each in available()}
Move = str | Mapping[str, Any]

TOLD = {
    "number": "1001",
    "placed_on": "2026-11-02",
    "as_of": "2026-11-20T10:00:00+00:00",
    "email_hint": "j•••@e•••.com",
}
PERSONAL = {
    "items": [{"id": "MUG", "label": "Blue mug"}, {"id": "TEA", "label": "Green tea"}],
    "total": "249 Kč",
    "address": "12 Mill Lane, Brno",
    "paid": True,
}
SENT = {"carrier": "Packeta", "shipped_on": "2026-11-10", "expected_on": "2026-11-12"}
TRACKED = {"tracking_url": "https://tracking.example.com/Z1"}
# Name -> what anybody who knows number and e-mail is told, and what only the proven shopper is.
ORDERS: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "unpaid": ({"status": "unpaid"}, {"paid": False}),
    "processing": ({"status": "processing"}, {}),
    "processing, day known": ({"status": "processing", "expected_on": "2026-11-12"}, {}),
    "shipped": ({"status": "shipped"}, {}),
    "shipped, day known": ({"status": "shipped", **SENT}, TRACKED),
    "delivered": ({"status": "delivered"}, {}),
    "delivered lately": (
        {"status": "delivered", "delivered_on": "2026-11-17", "days_since_delivery": 3},
        TRACKED,
    ),
    "delivered long ago": (
        {"status": "delivered", "delivered_on": "2026-10-01", "days_since_delivery": 50},
        TRACKED,
    ),
    "cancelled": ({"status": "cancelled"}, {}),
    "returned": ({"status": "returned"}, {}),
    "unknown": ({"status": "unknown"}, {}),
}


@dataclass(frozen=True, slots=True)
class Branch:
    """Where one way through the flows stands; `order` names the last one that was found."""

    entries: tuple[Entry, ...]
    position: Position
    order: str = ""

    def after(self, move: str) -> Branch:
        entries = (*self.entries, *_entries(self.position, move))
        order = move if move in ORDERS else self.order
        return Branch(entries, replay(DOCUMENTS, entries), order)

    def moves(self) -> Sequence[str]:
        """Everything that can happen next."""
        step = self.position.step
        if self.position.awaits is Awaits.SHOPPER and isinstance(step, Choose):
            return (*step.exit_ids(), "person")
        return {
            Awaits.SHOPPER: ("fill", "person"),
            Awaits.LOOKUP: (*ORDERS, "missing", "failed"),
            Awaits.PROOF: ("proven", "not_proven", "person"),
            Awaits.TIME: ("time",),
            Awaits.EFFECT: ("done", "refused", "failed"),
        }.get(self.position.awaits, ())


def begin(flow: str) -> Branch:
    value = {"flow": flow, "facts": {"session": {"language": "en"}}}
    entries = (Entry(EntryKind.ENTERED, OUTSIDE, value),)
    return Branch(entries, replay(DOCUMENTS, entries))


def walk(flow: str, moves: Sequence[str]) -> Branch:
    """Times pass by themselves; every other move is one of `moves`."""
    branch = begin(flow)
    for move in moves:
        branch = _settled(branch).after(move)
    return _settled(branch)


def explore(flow: str) -> Iterator[tuple[Branch, str, Branch]]:
    """Every move from every step, once per kind of order: before, the move, after."""
    seen: set[tuple[Key, str, str]] = set()
    waiting = [begin(flow)]
    while waiting:
        branch = waiting.pop()
        for move in branch.moves():
            key = branch.position.key
            edge = (Key(key.flow, key.step, 0), move, branch.order)
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
        return (Entry(EntryKind.TIME, key, {"facts": {"now": {"date": "2026-11-20"}}}),)
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


def _found(position: Position, move: str) -> dict[str, Any]:
    found = {"arguments": position.arguments, "outcome": move}
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
    return {"option": move}


def _filled(field: AskField) -> Any:
    if field.type is FieldType.EMAIL:
        return "jane@example.com"
    if field.type is FieldType.ORDER_NUMBER:
        return "1001"
    if field.type is FieldType.SEVERAL:
        return ["MUG"]
    return field.choices[0].id if field.choices else "some words"
