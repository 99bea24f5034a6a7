"""The fold: from a flow's document and a session's entries to the position they lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flows.engine.document import Document
from flows.engine.entries import OUTSIDE, Entry, EntryKind, Key
from flows.engine.ledger import Ledger
from flows.engine.position import Position
from flows.engine.questions import Question, open_question
from flows.engine.texts import Format, plain
from flows.engine.walk import Walk


class NotStarted(Exception):
    """The first entry must say which flow was entered."""


def replay(
    documents: Mapping[str, Document], entries: Sequence[Entry], form: Format = plain
) -> Position:
    """Where the entries lead. `form` writes the facts in the texts of effects.

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
    position = Walk(documents, entries[0], Ledger(entries, locked), form).run()
    question = _still_asked(position, open_question(entries))
    if not locked:
        return replace(position, question=question) if question else position
    path = (replace(each, can_change=each.key not in locked) for each in position.path)
    return replace(position, path=tuple(path), question=question)


def _still_asked(position: Position, question: Question | None) -> Question | None:
    """A question waits while the shopper is led aside, as by a proof that lapsed."""
    if question is None or question.key == position.key:
        return question
    led = (each.key for each in position.path if each.led_by is not None)
    return question if question.key in led else None


def _walked(
    documents: Mapping[str, Document], entries: Sequence[Entry], locked: Mapping[Key, int], on: Key
) -> list[Key]:
    """The keys that an effect accepted at `on` right after these entries rests on."""
    path = Walk(documents, entries[0], Ledger(entries, locked)).run().path
    keys = [each.key for each in path]
    return keys[: keys.index(on) + 1] if on in keys else keys
