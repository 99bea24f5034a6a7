"""The fold: from a flow's document and a session's entries to the position they lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.engine.document import Document
from flows.engine.entries import OUTSIDE, Entry, EntryKind, Key
from flows.engine.ledger import Ledger
from flows.engine.position import Position
from flows.engine.walk import Walk


class NotStarted(Exception):
    """The first entry must say which flow was entered."""


def replay(documents: Mapping[str, Document], entries: Sequence[Entry]) -> Position:
    """Where the entries lead.

    Pure: the same documents and entries give the same position, whatever the time or network.
    A missing document is not an error: the position then awaits that flow.
    """
    if not entries or entries[0].kind is not EntryKind.ENTERED or entries[0].key != OUTSIDE:
        raise NotStarted("The first entry must enter a flow from outside.")
    locked: dict[Key, int] = {}
    for index, entry in enumerate(entries):
        if entry.kind is EntryKind.ACCEPTED:
            for key in _walked(documents, entries[:index], locked, entry.key):
                locked.setdefault(key, index)
    position = Walk(documents, entries[0], Ledger(entries, locked)).run()
    if not locked:
        return position
    path = (replace(each, can_change=each.key not in locked) for each in position.path)
    return replace(position, path=tuple(path))


def _walked(
    documents: Mapping[str, Document], entries: Sequence[Entry], locked: Mapping[Key, int], on: Key
) -> list[Key]:
    """The keys that an effect accepted at `on` right after these entries rests on."""
    path = Walk(documents, entries[0], Ledger(entries, locked)).run().path
    keys = [each.key for each in path]
    return keys[: keys.index(on) + 1] if on in keys else keys
