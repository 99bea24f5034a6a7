"""Entries: the facts of one shopper's passage, in order, keyed by flow, step and visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

PERSON = "person"  # the option of an answer at any step: somebody shall take over


class EntryKind(StrEnum):
    """What an entry's `value` holds is written beside its kind."""

    # flow, and facts known from outside; `again` starts another request; `question`, see Stage
    ENTERED = "entered"
    ANSWER = "answer"  # option, or values by field name
    REOPENED = "reopened"  # the step is shown again with its last answer; `question`, see Stage
    # text, method, confidence, flow, because, alternatives: typed, and how it was routed then
    QUESTION = "question"
    LOOKUP = "lookup"  # arguments, outcome, facts, personal
    PROOF = "proof"  # about, outcome
    TIME = "time"  # facts
    ACCEPTED = "accepted"  # effect: its delivery is written
    EFFECT = "effect"  # effect, outcome, facts


class Key(NamedTuple):
    """A visit of a step. The very first entry has the empty key."""

    flow: str
    step: str
    visit: int


@dataclass(frozen=True, slots=True)
class Entry:
    kind: EntryKind
    key: Key
    value: Mapping[str, Any]


OUTSIDE = Key("", "", 0)
