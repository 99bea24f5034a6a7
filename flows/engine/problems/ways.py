"""Problems of where steps lead: start, exits, ends, circles and the way to a person."""

from __future__ import annotations

from collections.abc import Iterator

from flows.engine.document import Do, Document, End, GoTo, LookUp, Outcome, Prove
from flows.engine.graph import Edges, backwards, edges, leads, reachable
from flows.engine.problems.problem import Problem, problem

_FAILURES = {"missing", "failed", "refused"}


def ways(document: Document) -> Iterator[Problem]:
    along = edges(document)
    if document.start not in document.steps:
        yield problem("no_start", target=document.start)
    yield from _person(document, along)
    for step_id in document.steps:
        yield from _exits(document, step_id)
    for step_id in sorted(unreached(document)):
        yield problem("unreachable", step_id)
    yield from _traps(document, along)
    yield from _idle_cycles(document)


def unreached(document: Document) -> set[str]:
    return document.steps.keys() - reachable(edges(document), [document.start, document.person])


def _person(document: Document, along: Edges) -> Iterator[Problem]:
    if document.person not in document.steps:
        yield problem("no_person", target=document.person)
    elif not any(_hands_over(document, each) for each in reachable(along, [document.person])):
        yield problem("person_not_reached", document.person)


def _hands_over(document: Document, step_id: str) -> bool:
    step = document.steps[step_id]
    return isinstance(step, End) and step.outcome is Outcome.HANDED_OVER


def _exits(document: Document, step_id: str) -> Iterator[Problem]:
    step = document.steps[step_id]
    for exit_id in step.exit_ids():
        target = step.exits.get(exit_id)
        if target is None:
            failure = isinstance(step, Do | LookUp) and exit_id in _FAILURES
            yield problem(
                "missing_failure_exit" if failure else "missing_exit", step_id, exit=exit_id
            )
        elif target not in document.steps:
            yield problem("dangling_exit", step_id, exit=exit_id, target=target)
    for exit_id in sorted(step.exits.keys() - set(step.exit_ids())):
        yield problem("stray_exit", step_id, exit=exit_id, target=step.exits[exit_id])


def _traps(document: Document, along: Edges) -> Iterator[Problem]:
    """A loose exit has its own problem, so its step counts as one that may still end."""
    outs = {
        step_id
        for step_id, step in document.steps.items()
        if isinstance(step, End)
        or (isinstance(step, GoTo) and step.flow)
        or len(along[step_id]) < len(step.exit_ids())
        or not step.exit_ids()
    }
    for step_id in sorted(document.steps.keys() - reachable(backwards(along), outs)):
        yield problem("trap", step_id)


def _idle_cycles(document: Document) -> Iterator[Problem]:
    """One problem per circle, at its first step in the document."""
    idle = {step_id: _passed_idly(document, step_id) for step_id in document.steps}
    reported: set[str] = set()
    for step_id, targets in idle.items():
        circle = reachable(idle, targets)
        if step_id in circle and step_id not in reported:
            reported |= circle
            yield problem("idle_cycle", step_id)


def _passed_idly(document: Document, step_id: str) -> tuple[str, ...]:
    """Where the step leads without waiting for the shopper; who has proven need not again."""
    step = document.steps[step_id]
    if step.takes_shopper() and not isinstance(step, Prove):
        return ()
    ways = leads(document, step_id)
    return tuple(to for exit_id, to in ways if not isinstance(step, Prove) or exit_id == "proven")
