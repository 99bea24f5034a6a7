"""Edits of the columns that an effect's argument is made of, such as a spreadsheet's row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.engine.document import (
    MOST_COLUMNS,
    Column,
    Do,
    Document,
    EffectCall,
    End,
    Given,
    Step,
)
from flows.engine.edits.shape import step_of, with_step
from flows.engine.refusal import EditRefused

Columns = tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """Where columns stand: an argument of a step's effect."""

    step: str
    effect: str
    name: str


def add_column(document: Document, at: Argument, name: str) -> Document:
    """An empty one, last; a name that is taken gets a number."""

    def longer(columns: Columns) -> Columns:
        if len(columns) >= MOST_COLUMNS:
            raise EditRefused("too_many_columns", most=MOST_COLUMNS)
        return (*columns, Column(name=_free_name(name, columns)))

    return _changed(document, at, longer)


def remove_column(document: Document, at: Argument, place: int) -> Document:
    """`place` counts from 0; where none stands, nothing changes. Without columns, the argument
    is not given any more."""

    def shorter(columns: Columns) -> Columns:
        return tuple(each for number, each in enumerate(columns) if number != place)

    return _changed(document, at, shorter)


def move_column(document: Document, at: Argument, place: int, to: int) -> Document:
    """`to` is the wanted place; beyond either end it is that end."""

    def moved(columns: Columns) -> Columns:
        if not 0 <= place < len(columns):
            return columns
        rest = [each for number, each in enumerate(columns) if number != place]
        rest.insert(max(0, min(to, len(rest))), columns[place])
        return tuple(rest)

    return _changed(document, at, moved)


def _free_name(wanted: str, columns: Columns) -> str:
    taken = {each.name for each in columns}
    every = (
        f"{wanted} {number}" if number > 1 else wanted for number in range(1, MOST_COLUMNS + 2)
    )
    return next(each for each in every if each not in taken)


def _changed(document: Document, at: Argument, change: Callable[[Columns], Columns]) -> Document:
    step = step_of(document, at.step)
    if isinstance(step, Do) and step.effect.id == at.effect:
        new: Step = step.model_copy(update={"effect": _call(step.effect, at.name, change)})
    elif isinstance(step, End) and any(each.id == at.effect for each in step.effects):
        effects = tuple(
            _call(each, at.name, change) if each.id == at.effect else each for each in step.effects
        )
        new = step.model_copy(update={"effects": effects})
    else:
        raise EditRefused("no_item", item=at.effect)
    return with_step(document, at.step, new)


def _call(call: EffectCall, name: str, change: Callable[[Columns], Columns]) -> EffectCall:
    given = call.arguments.get(name, Given())
    columns = change(given.columns or ())
    others = {each: value for each, value in call.arguments.items() if each != name}
    arguments = {**others, name: Given(columns=columns)} if columns else others
    return call.model_copy(update={"arguments": arguments})
