"""The order in which a document's steps are listed: each once, under a running number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.engine.document import Check, Choose, Document
from flows.engine.graph import leads

_ONWARD = frozenset({"next", "found", "proven", "done"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A step in the outline. `reached` is false where no path leads to it."""

    step_id: str
    number: int
    depth: int  # the main path keeps its own, side ways stand one further in
    reached: bool


def outline(document: Document) -> tuple[Listed, ...]:
    """From the start, then the way to a person, then steps that no path leads to."""
    depths: dict[str, int] = {}
    for root in (document.start, document.person):
        _grow(document, depths, root)
    reached = set(depths)
    for root in document.steps:
        _grow(document, depths, root)
    return tuple(
        Listed(step_id, number, depth, step_id in reached)
        for number, (step_id, depth) in enumerate(depths.items(), 1)
    )


def _grow(document: Document, depths: dict[str, int], root: str) -> None:
    """Adds the root and what follows. The person's step waits for its own turn as a root."""
    waiting = [(root, 0)]
    while waiting:
        step_id, depth = waiting.pop()
        later = step_id == document.person and root != document.person
        if later or step_id in depths or step_id not in document.steps:
            continue
        depths[step_id] = depth
        waiting.extend(reversed(list(_following(document, step_id, depth))))


def _following(document: Document, step_id: str, depth: int) -> Iterator[tuple[str, int]]:
    """Side ways first; then what goes on, no deeper than the step itself."""
    forks = isinstance(document.steps[step_id], Choose | Check)
    ways = list(leads(document, step_id))
    yield from ((target, depth + 1) for each, target in ways if forks or each not in _ONWARD)
    yield from ((target, depth) for each, target in ways if not forks and each in _ONWARD)
