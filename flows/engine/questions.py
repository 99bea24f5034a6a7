"""The question that a shopper typed last, while it is still what the conversation is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flows.engine.entries import Entry, EntryKind, Key


class Stage(StrEnum):
    """How far a question has come. An entry that a question led to names it in its value."""

    OFFERED = "offered"  # what it may be about stands to be chosen
    OPENED = "opened"  # it opened a flow by itself
    CHOSEN = "chosen"  # the shopper chose a flow for it, which closes it
    NONE = "none"  # the shopper chose nothing of what was offered


@dataclass(frozen=True, slots=True)
class Question:
    key: Key  # where it was typed
    value: Mapping[str, Any]  # of its entry
    stage: Stage


def open_question(entries: Sequence[Entry]) -> Question | None:
    """None once the shopper went on without it: answered, went back or began another request."""
    last = last_said(entries)
    if last is None:
        return None
    stage = Stage.OFFERED if last.kind is EntryKind.QUESTION else last.value.get("question")
    if stage is None or stage == Stage.CHOSEN:
        return None
    return _typed_at(last.key, entries, Stage(stage))


def last_said(entries: Sequence[Entry]) -> Entry | None:
    """What the shopper did last."""
    return next((each for each in reversed(entries) if _is_said(each)), None)


def _is_said(entry: Entry) -> bool:
    """By the shopper: a flow that another one leads into was not."""
    if entry.kind is EntryKind.ENTERED:
        return bool(entry.value.get("again") or entry.value.get("question"))
    return entry.kind in {EntryKind.QUESTION, EntryKind.ANSWER, EntryKind.REOPENED}


def _typed_at(key: Key, entries: Sequence[Entry], stage: Stage) -> Question | None:
    for entry in reversed(entries):
        if entry.kind is EntryKind.QUESTION and entry.key == key:
            return Question(key, entry.value, stage)
    return None
