"""Edits of where things lead: exits, the start and the way to a person."""

from __future__ import annotations

from flows.engine.document import Document
from flows.engine.edits.shape import (
    Exit,
    exit_of,
    step_of,
    target_of,
    with_exit,
    with_exits,
    with_step,
)


def connect(document: Document, step_id: str, exit_id: str, target: str) -> Document:
    step_of(document, target)
    return with_exit(document, (step_id, exit_id), target)


def disconnect(document: Document, step_id: str, exit_id: str) -> Document:
    step = step_of(document, step_id)
    exit_of(document, (step_id, exit_id))
    exits = {each: target for each, target in step.exits.items() if each != exit_id}
    return with_step(document, step_id, with_exits(step, exits))


def set_start(document: Document, step_id: str) -> Document:
    step_of(document, step_id)
    return document.model_copy(update={"start": step_id})


def set_person(document: Document, step_id: str) -> Document:
    step_of(document, step_id)
    return document.model_copy(update={"person": step_id})


def put(document: Document, step_id: str, after: Exit) -> Document:
    """Onto the exit: the step's first exit then leads to where that exit led, if anywhere."""
    step = step_of(document, step_id)
    old = target_of(document, after)
    first = step.exit_ids()[:1]
    exits = {each: target for each, target in step.exits.items() if each not in first}
    if old is not None:
        exits |= dict.fromkeys(first, old)
    return with_exit(with_step(document, step_id, with_exits(step, exits)), after, step_id)
