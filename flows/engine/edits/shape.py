"""What every edit does to a document's steps: find one, check one, put one back."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from flows.engine.document import BaseStep, Document, Id, Step
from flows.engine.faults import sentences
from flows.engine.refusal import EditRefused

Exit = tuple[str, str]  # a step's id and one of its exits
_NUMBER = re.compile(r"-[0-9]+$")
_ID: TypeAdapter[str] = TypeAdapter(Id)
_STEP: TypeAdapter[Step] = TypeAdapter(Step)


def step_of(document: Document, step_id: str) -> Step:
    if step_id not in document.steps:
        raise EditRefused("no_step", step=step_id)
    return document.steps[step_id]


def exit_of(document: Document, after: Exit) -> str:
    """The exit's id, if the step has it."""
    step_id, exit_id = after
    if exit_id not in step_of(document, step_id).exit_ids():
        raise EditRefused("no_exit", step=step_id, exit=exit_id)
    return exit_id


def target_of(document: Document, after: Exit) -> str | None:
    return step_of(document, after[0]).exits.get(exit_of(document, after))


def with_steps(document: Document, steps: Mapping[str, Step]) -> Document:
    return document.model_copy(update={"steps": steps})


def with_step(document: Document, step_id: str, step: Step) -> Document:
    return with_steps(document, {**document.steps, step_id: step})


def with_exits(step: Step, exits: Mapping[str, str]) -> Step:
    """Only exits that the step has, in its own order."""
    kept = {each: exits[each] for each in step.exit_ids() if each in exits}
    return step.model_copy(update={"exits": kept})


def with_exit(document: Document, after: Exit, target: str) -> Document:
    step = step_of(document, after[0])
    exits = {**step.exits, exit_of(document, after): target}
    return with_step(document, after[0], with_exits(step, exits))


def with_parts(step: Step, new: Mapping[str, Any]) -> Step:
    """The step with some parts replaced, checked as a whole."""
    try:
        changed = _STEP.validate_python({**dict(step), **new})
    except ValidationError as error:
        raise EditRefused("invalid", faults=" ".join(sentences(error))) from error
    return with_exits(changed, changed.exits)


def checked_id(text: str) -> str:
    try:
        return _ID.validate_python(text)
    except ValidationError as error:
        raise EditRefused("bad_id", id=text) from error


def free_id(wanted: str, taken: Collection[str]) -> str:
    """`say`, then `say-2`, `say-3` ...; a copy of `say-2` is one more `say`."""
    number, free = 1, wanted
    base = _NUMBER.sub("", wanted)
    while free in taken:
        number += 1
        suffix = f"-{number}"
        free = base[: 60 - len(suffix)] + suffix
    return free


def first_target(step: BaseStep) -> str | None:
    """Where the step's first exit leads."""
    return next((step.exits.get(each) for each in step.exit_ids()), None)
