"""Edits of a step together with all that only it leads to."""

from __future__ import annotations

from flows.engine.document import Document
from flows.engine.edits.shape import free_id, step_of, with_exits, with_steps
from flows.engine.graph import edges, reachable
from flows.engine.refusal import EditRefused


def branch(document: Document, step_id: str) -> tuple[str, ...]:
    """The step and the steps that cannot be reached without it, in the document's order."""
    step_of(document, step_id)
    along = edges(document)
    without = {each: () if each == step_id else targets for each, targets in along.items()}
    elsewhere = reachable(without, {document.start, document.person} - {step_id})
    own = reachable(along, [step_id]) - elsewhere | {step_id}
    return tuple(each for each in document.steps if each in own)


def duplicate_branch(document: Document, step_id: str) -> tuple[Document, str]:
    """A copy of the branch that nothing leads to yet; what it shares with others stays shared."""
    copies: dict[str, str] = {}
    for each in branch(document, step_id):
        copies[each] = free_id(each, {*document.steps, *copies.values()})
    steps = dict(document.steps)
    for old, new in copies.items():
        step = document.steps[old]
        exits = {each: copies.get(target, target) for each, target in step.exits.items()}
        steps[new] = with_exits(step, exits)
    return with_steps(document, steps), copies[step_id]


def remove_branch(document: Document, step_id: str) -> Document:
    """Takes the branch out; what led to it leads nowhere."""
    gone = set(branch(document, step_id))
    if gone & {document.start, document.person}:
        raise EditRefused("ends_stay")
    steps = {
        each: with_exits(step, {e: to for e, to in step.exits.items() if to not in gone})
        for each, step in document.steps.items()
        if each not in gone
    }
    return with_steps(document, steps)
