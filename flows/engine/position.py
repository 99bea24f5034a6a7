"""Position: where the entries lead, what is known there, and what is due outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from flows.engine.document import BaseStep
from flows.engine.entries import Key
from flows.engine.questions import Question, Stage

Facts = Mapping[str, Any]


class Awaits(StrEnum):
    """What has to happen before the fold can go on."""

    SHOPPER = "shopper"
    LOOKUP = "lookup"  # a read with `Position.arguments`
    PROOF = "proof"  # a code or a signed identity about `Position.subject`
    TIME = "time"  # the present instant and policy, as an entry
    EFFECT = "effect"  # the result of an accepted effect
    FLOW = "flow"  # the document of the flow to enter
    NOTHING = "nothing"  # the end


@dataclass(frozen=True, slots=True)
class Due:
    """An effect that the path asks for; whether it is accepted already is in `accepted`."""

    key: Key
    effect: str
    kind: str
    arguments: Facts
    accepted: bool
    subject: str = ""  # the proven record it rests on, or empty
    filled: frozenset[str] = frozenset()  # the arguments that are not the shop's own words


@dataclass(frozen=True, slots=True)
class Passed:
    """A step that the path went through."""

    key: Key
    exit: str
    answer: Mapping[str, Any] | None  # the shopper's, where the step takes one
    can_change: bool = True
    led_by: Stage | None = None  # how a typed question led from here to another flow
    # What was known here, which another request in the same session knows no more.
    facts: Facts = field(default_factory=dict, compare=False, repr=False)

    def is_stop(self) -> bool:
        """Whether the shopper did something here, and so can be led back to it."""
        return self.answer is not None or self.led_by is not None


@dataclass(frozen=True, slots=True)
class Position:
    key: Key
    step: BaseStep
    awaits: Awaits
    facts: Facts
    path: tuple[Passed, ...]
    effects: tuple[Due, ...]
    arguments: Facts | None = None  # of the look-up or effect that is awaited
    subject: str = ""  # of the proof that is awaited
    wanted_flow: str = ""
    reopened: Mapping[str, Any] | None = None  # the answer kept while its step is open again
    proven: frozenset[str] = frozenset()
    question: Question | None = None  # the one typed last, while it is open

    def stops(self) -> tuple[Passed, ...]:
        return tuple(each for each in self.path if each.is_stop())
