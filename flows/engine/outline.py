"""The document as a numbered tree for lists: each step once, other ways to it as references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from flows.engine.document import Check, Choose, Document, Step, Text
from flows.engine.graph import leads


class Goes(StrEnum):
    """How an exit's target stands to the exit's own step in the outline."""

    ON = "on"  # its line follows as this exit's branch
    TO = "to"  # its line stands elsewhere: branches merge, or the way to the person
    BACK = "back"  # a loop: the path to this step went through it
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Way:
    """An exit. `label` is what shoppers read on an option; `name` is for the owner."""

    id: str
    name: str
    label: Text
    target: str | None
    goes: Goes
    number: str = ""  # the target's


@dataclass(frozen=True, slots=True)
class Line:
    """A step in the outline. `reached` is false where no path leads to it."""

    step_id: str
    step: Step
    number: str
    depth: int
    ways: tuple[Way, ...]
    reached: bool = True


@dataclass(slots=True)
class _Level:
    """Steps numbered together: a chain, or all that follows one branching step."""

    prefix: str = ""
    depth: int = 0
    count: int = 0


@dataclass(slots=True)
class _Tree:
    numbers: dict[str, str] = field(default_factory=dict)
    depths: dict[str, int] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)


def outline(document: Document) -> tuple[Line, ...]:
    """From the start, then the way to a person, then steps that no path leads to.

    A step with one exit is followed by the next number; the branches of step 3 are 3.1, 3.2 ...
    """
    tree, level = _Tree(), _Level()
    for root in (document.start, document.person):
        _grow(document, tree, root, level)
    reached = set(tree.numbers)
    for root in document.steps:
        _grow(document, tree, root, level)
    return tuple(_line(document, tree, step_id, step_id in reached) for step_id in tree.numbers)


def _grow(document: Document, tree: _Tree, root: str, level: _Level) -> None:
    """Adds the root and what follows. The person's step waits for its own turn as a root."""
    waiting = [(root, "", level)]
    while waiting:
        step_id, parent, level = waiting.pop()
        aside = step_id == document.person and bool(parent)
        if aside or step_id in tree.numbers or step_id not in document.steps:
            continue
        level.count += 1
        number = f"{level.prefix}{level.count}"
        tree.numbers[step_id], tree.depths[step_id] = number, level.depth
        tree.parents[step_id] = parent
        below = level
        if len(document.steps[step_id].exit_ids()) > 1:
            below = _Level(f"{number}.", level.depth + 1)
        targets = [target for _exit, target in leads(document, step_id)]
        waiting.extend((target, step_id, below) for target in reversed(targets))


def _line(document: Document, tree: _Tree, step_id: str, reached: bool) -> Line:
    return Line(
        step_id=step_id,
        step=document.steps[step_id],
        number=tree.numbers[step_id],
        depth=tree.depths[step_id],
        ways=tuple(_ways(document, tree, step_id)),
        reached=reached,
    )


def _ways(document: Document, tree: _Tree, step_id: str) -> Iterator[Way]:
    step = document.steps[step_id]
    labels = {each.id: each.label for each in step.options} if isinstance(step, Choose) else {}
    names = {each.id: each.label for each in step.rules} if isinstance(step, Check) else {}
    begun: set[str] = set()
    for exit_id in step.exit_ids():
        target = step.exits.get(exit_id)
        goes = _goes(tree, step_id, target, begun)
        number = tree.numbers.get(target or "", "")
        name = names.get(exit_id) or exit_id
        yield Way(exit_id, name, labels.get(exit_id, {}), target, goes, number)


def _goes(tree: _Tree, step_id: str, target: str | None, begun: set[str]) -> Goes:
    """`begun` are the targets whose line an earlier exit of this step has introduced."""
    if target is None or target not in tree.numbers:
        return Goes.NOWHERE
    if tree.parents[target] == step_id and target not in begun:
        begun.add(target)
        return Goes.ON
    return Goes.BACK if target in _above(tree, step_id) else Goes.TO


def _above(tree: _Tree, step_id: str) -> Iterator[str]:
    """The step and those that the outline's path to it goes through."""
    while step_id:
        yield step_id
        step_id = tree.parents[step_id]
