"""Edits of whole steps: add, change, rename, duplicate, move and remove."""

from __future__ import annotations

from typing import Any

from flows.engine.document import Choose, Document, Step
from flows.engine.edits.links import put
from flows.engine.edits.shape import (
    Exit,
    checked_id,
    exit_of,
    first_target,
    free_id,
    step_of,
    with_exits,
    with_parts,
    with_step,
    with_steps,
)
from flows.engine.edits.starting import starting
from flows.engine.facts import fact_name
from flows.engine.references import with_fact_renamed
from flows.engine.refusal import EditRefused

_APART = {"kind": "kind_stays", "exits": "exits_stay"}  # edits of their own change these


def add(document: Document, kind: str, after: Exit | None = None) -> tuple[Document, str]:
    """A new step, put on the exit; without one, on nothing, or at the start if there is none."""
    step_id = free_id(kind.replace("_", "-"), document.steps)
    new = with_step(document, step_id, starting(document, kind))
    if after is not None:
        new = put(new, step_id, after)
    if document.start not in document.steps:
        new = new.model_copy(update={"start": step_id})
    return new, step_id


def change(document: Document, step_id: str, **parts: Any) -> Document:
    """Some parts of the step replaced; exits that it no longer has are dropped."""
    step = step_of(document, step_id)
    for name in _APART.keys() & parts.keys():
        raise EditRefused(_APART[name])
    return with_step(document, step_id, with_parts(step, parts))


def rename(document: Document, step_id: str, new_id: str) -> Document:
    """Exits, start, person and the facts that carry the step's name follow."""
    step = step_of(document, step_id)
    if checked_id(new_id) == step_id:
        return document
    if new_id in document.steps:
        raise EditRefused("step_taken", step=new_id)
    steps = {new_id if each == step_id else each: step for each, step in document.steps.items()}
    renamed = _redirected(with_steps(document, steps), step_id, new_id)
    if isinstance(step, Choose):
        old, new = f"answer.{fact_name(step_id)}", f"answer.{fact_name(new_id)}"
        renamed = with_fact_renamed(renamed, old, new)
    return renamed


def duplicate(document: Document, step_id: str) -> tuple[Document, str]:
    """A copy that leads where the step leads, and that nothing leads to yet."""
    step = step_of(document, step_id)
    new_id = free_id(step_id, document.steps)
    return with_step(document, new_id, step), new_id


def remove(document: Document, step_id: str) -> Document:
    """What led to the step leads to where its first exit led, or nowhere."""
    step_of(document, step_id)
    if document.person == step_id:
        raise EditRefused("is_person")
    if document.start == step_id and _beyond(document, step_id) is None:
        raise EditRefused("is_start")
    bypassed = _bypassed(document, step_id)
    steps = {each: step for each, step in bypassed.steps.items() if each != step_id}
    return with_steps(bypassed, steps)


def move(document: Document, step_id: str, after: Exit) -> Document:
    """Takes the step out, closing the gap, and puts it on that exit."""
    step = step_of(document, step_id)
    exit_of(document, after)
    if after[0] == step_id:
        raise EditRefused("follows_itself")
    if document.start == step_id and _beyond(document, step_id) is None:
        raise EditRefused("is_start")
    closed = with_step(_bypassed(document, step_id), step_id, step)
    return put(closed, step_id, after)


def _beyond(document: Document, step_id: str) -> str | None:
    """Where the step's first exit leads, if not back to the step."""
    target = first_target(step_of(document, step_id))
    return None if target == step_id else target


def _bypassed(document: Document, step_id: str) -> Document:
    closed = _redirected(document, step_id, _beyond(document, step_id))
    return closed.model_copy(update={"person": document.person})


def _redirected(document: Document, old: str, new: str | None) -> Document:
    """Whatever led to the old step leads to the new one; exits lead nowhere if it is None."""
    steps = {each: _step_redirected(step, old, new) for each, step in document.steps.items()}
    ends = {"start": document.start, "person": document.person}
    moved = {name: new for name, each in ends.items() if each == old and new is not None}
    return document.model_copy(update={"steps": steps, **moved})


def _step_redirected(step: Step, old: str, new: str | None) -> Step:
    if old not in step.exits.values():
        return step
    led = {each: new if target == old else target for each, target in step.exits.items()}
    return with_exits(step, {each: target for each, target in led.items() if target is not None})
