"""A flow laid out as a numbered outline, as the builder shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from flows.builder.action_words import actions
from flows.builder.faults import Told, told
from flows.builder.words import KINDS, KindWords, exit_words, step_words
from flows.engine.document import Document, GoTo, Step
from flows.engine.outline import Listed, outline
from flows.engine.problems import Problem
from flows.engine.texts import in_language

DEEPEST = 7  # further in, an outline is no easier to read, and runs out of a phone's width


@dataclass(frozen=True, slots=True)
class Way:
    """A way out; `target` is empty while it leads nowhere, `below` tells that it is the next."""

    id: str
    label: str
    target: str
    number: str
    name: str
    below: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A step in its place."""

    step: str
    number: str
    depth: int
    kind: str
    words: KindWords
    name: str
    text: str
    ways: tuple[Way, ...]
    flow: str  # the key of the flow that it goes on in
    actions: tuple[str, ...]
    problems: tuple[Told, ...]
    is_start: bool
    is_person: bool
    is_apart: bool  # nothing leads here


@dataclass(frozen=True, slots=True)
class Place:
    """An exit as a place to put a step: `value` is what a form sends."""

    value: str
    step: str
    words: str


@dataclass(frozen=True, slots=True)
class Board:
    lines: tuple[Line, ...]
    numbers: Mapping[str, str]
    problems: tuple[Told, ...]  # all of them, those of the whole flow first
    places: tuple[Place, ...]


def board_of(document: Document, language: str, found: Sequence[Problem]) -> Board:
    order = outline(document)
    numbers = {each.step_id: str(each.number) for each in order}
    every = tuple(told(document, each, language) for each in found)
    at_step: dict[str, list[Told]] = defaultdict(list)
    for each in every:
        at_step[each.step].append(each)
    maker = _Lines(document, language, numbers)
    lines = tuple(maker.line(each, tuple(at_step[each.step_id])) for each in order)
    places = tuple(
        Place(f"{line.step}/{way.id}", line.step, f"{line.number} {line.name} – {way.label}")
        for line in lines
        for way in line.ways
    )
    return Board(lines, numbers, tuple(sorted(every, key=lambda each: bool(each.step))), places)


def _without_marks(text: str) -> str:
    """Markdown on one line, without the marks that only its rendering needs."""
    return " ".join(text.replace("**", "").replace("#", "").split())


@dataclass(frozen=True, slots=True)
class _Lines:
    document: Document
    language: str
    numbers: Mapping[str, str]

    def line(self, listed: Listed, problems: tuple[Told, ...]) -> Line:
        step_id, step = listed.step_id, self.document.steps[listed.step_id]
        return Line(
            step=step_id,
            number=self.numbers[step_id],
            depth=min(listed.depth, DEEPEST),
            kind=step.kind,
            words=KINDS[step.kind],
            name=step_words(step, self.language),
            text=_without_marks(in_language(step.text, self.language)) if step.title else "",
            ways=tuple(self._way(step_id, step, each) for each in step.exit_ids()),
            flow=(step.flow or "") if isinstance(step, GoTo) else "",
            actions=actions(step),
            problems=problems,
            is_start=step_id == self.document.start,
            is_person=step_id == self.document.person,
            is_apart=not listed.reached,
        )

    def _way(self, step_id: str, step: Step, exit_id: str) -> Way:
        target = step.exits.get(exit_id, "")
        there = self.document.steps.get(target)
        number = self.numbers.get(target, "")
        only = len(step.exit_ids()) == 1
        below = only and number == str(int(self.numbers[step_id]) + 1)
        label = exit_words(step, exit_id, self.language)
        name = step_words(there, self.language) if there else _("nowhere yet")
        return Way(exit_id, label, target if there else "", number, name, below)
