"""The document as a graph: which step leads where, and what can be reached from what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flows.engine.document import Document

Edges = Mapping[str, tuple[str, ...]]


def edges(document: Document) -> Edges:
    """Per step, the steps that its exits lead to, without the way to a person."""
    return {
        step_id: tuple(target for _exit, target in leads(document, step_id))
        for step_id in document.steps
    }


def leads(document: Document, step_id: str) -> Iterator[tuple[str, str]]:
    """The step's exits in order, each with the step it leads to; loose ones are left out."""
    step = document.steps[step_id]
    for exit_id in step.exit_ids():
        target = step.exits.get(exit_id)
        if target is not None and target in document.steps:
            yield exit_id, target


def reachable(along: Edges, roots: Iterable[str]) -> set[str]:
    """The roots and everything they lead to."""
    found: set[str] = set()
    waiting = [each for each in roots if each in along]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(along[each])
    return found


def backwards(along: Edges) -> Edges:
    """The same edges, the other way round."""
    back: dict[str, list[str]] = {each: [] for each in along}
    for source, targets in along.items():
        for target in targets:
            back[target].append(source)
    return {each: tuple(sources) for each, sources in back.items()}
