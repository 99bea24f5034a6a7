"""A flow laid out as a numbered outline, as the builder shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from flows.builder.faults import Told, told
from flows.builder.words import KINDS, KindWords, exit_words, step_words
from flows.engine.document import Check, Choose, Document, GoTo, Step
from flows.engine.problems import Problem
from flows.engine.texts import in_language

DEEPEST = 7  # further in, an outline is no easier to read, and runs out of a phone's width
_GOES_ON = ("next", "found", "proven", "done")


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
    order = _order(document)
    numbers = {step: str(at) for at, (step, _depth, _apart) in enumerate(order, 1)}
    every = tuple(told(document, each, language) for each in found)
    at_step: dict[str, list[Told]] = defaultdict(list)
    for each in every:
        at_step[each.step].append(each)
    maker = _Lines(document, language, numbers)
    lines = tuple(maker.line(*place, tuple(at_step[place[0]])) for place in order)
    places = tuple(
        Place(f"{line.step}/{way.id}", line.step, f"{line.number} {line.name} – {way.label}")
        for line in lines
        for way in line.ways
    )
    return Board(lines, numbers, tuple(sorted(every, key=lambda each: bool(each.step))), places)


def _order(document: Document) -> list[tuple[str, int, bool]]:
    """Every step once, with its depth: side ways first and further in, then what goes on."""
    placed: dict[str, tuple[int, bool]] = {}
    roots = [(document.start, False), (document.person, False)]
    roots += [(each, True) for each in document.steps]
    for root, apart in roots:
        waiting = [(root, 0)]
        while waiting:
            step_id, depth = waiting.pop()
            later = step_id == document.person and root != document.person
            if step_id in placed or step_id not in document.steps or later:
                continue
            placed[step_id] = (min(depth, DEEPEST), apart)
            waiting.extend(reversed(_following(document.steps[step_id], depth)))
    return [(step, depth, apart) for step, (depth, apart) in placed.items()]


def _following(step: Step, depth: int) -> list[tuple[str, int]]:
    forks = isinstance(step, Choose | Check)
    aside = [each for each in step.exit_ids() if forks or each not in _GOES_ON]
    onward = [each for each in step.exit_ids() if each not in aside]
    exits = [(each, depth + 1) for each in aside] + [(each, depth) for each in onward]
    return [(step.exits[each], at) for each, at in exits if each in step.exits]


def _without_marks(text: str) -> str:
    """Markdown on one line, without the marks that only its rendering needs."""
    return " ".join(text.replace("**", "").replace("#", "").split())


@dataclass(frozen=True, slots=True)
class _Lines:
    document: Document
    language: str
    numbers: Mapping[str, str]

    def line(self, step_id: str, depth: int, apart: bool, problems: tuple[Told, ...]) -> Line:
        step = self.document.steps[step_id]
        return Line(
            step=step_id,
            number=self.numbers[step_id],
            depth=depth,
            kind=step.kind,
            words=KINDS[step.kind],
            name=step_words(step, self.language),
            text=_without_marks(in_language(step.text, self.language)) if step.title else "",
            ways=tuple(self._way(step_id, step, each) for each in step.exit_ids()),
            flow=(step.flow or "") if isinstance(step, GoTo) else "",
            problems=problems,
            is_start=step_id == self.document.start,
            is_person=step_id == self.document.person,
            is_apart=apart,
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
