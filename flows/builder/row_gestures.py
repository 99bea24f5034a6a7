"""Buttons beside the rows of a step: add, remove, move up or down, in the same save."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from flows.engine.document import Document, Part
from flows.engine.edits import (
    Argument,
    EditRefused,
    add_column,
    add_condition,
    add_effect,
    add_field,
    add_option,
    add_rule,
    move_column,
    move_field,
    move_option,
    move_rule,
    remove_column,
    remove_condition,
    remove_effect,
    remove_field,
    remove_option,
    remove_rule,
)
from flows.engine.edits.shape import step_of
from flows.engine.parts import key_of
from selfservice.parameters import number_of

# The wanted kind of field or effect comes from a select beside the button.
_Add = Callable[[Document, str, Mapping[str, str]], Document]
_Move = Callable[[Document, str, str, int], Document]
ADD_TYPE, ADD_KIND = "add-type", "add-kind"


def then_do(document: Document, step_id: str, data: Mapping[str, str]) -> Document:
    """Follows the pressed button's `then`: `add:options`, `up:fields:email`, or nothing."""
    gesture, _colon, about = data.get("then", "").partition(":")
    parts, _colon, key = about.partition(":")
    if not gesture:
        return document
    if gesture == "add" and parts in _ADD:
        return _ADD[parts](document, step_id, {**{k: data[k] for k in data}, "key": key})
    if gesture == "remove" and parts in _REMOVE:
        return _REMOVE[parts](document, step_id, key)
    if gesture in {"up", "down"} and parts in _MOVE:
        return _MOVE[parts](document, step_id, key, 1 if gesture == "down" else -1)
    raise EditRefused("unknown_gesture")


def _moving(parts: str, move: Callable[[Document, str, str, int], Document]) -> _Move:
    """By so many places, from where the item stands."""

    def moved(document: Document, step_id: str, key: str, by: int) -> Document:
        items: tuple[Part, ...] = getattr(step_of(document, step_id), parts, ())
        place = next((at for at, each in enumerate(items) if key_of(each) == key), 0)
        return move(document, step_id, key, place + by)

    return moved


def _add_option(document: Document, step_id: str, _data: Mapping[str, str]) -> Document:
    return add_option(document, step_id)[0]


def _add_field(document: Document, step_id: str, data: Mapping[str, str]) -> Document:
    kind = data.get(ADD_TYPE) or "text"
    return add_field(document, step_id, type=kind, name=kind)[0]


def _add_rule(document: Document, step_id: str, _data: Mapping[str, str]) -> Document:
    document, rule_id = add_rule(document, step_id)
    return add_condition(document, step_id, rule_id)


def _add_condition(document: Document, step_id: str, data: Mapping[str, str]) -> Document:
    return add_condition(document, step_id, data["key"])


def _add_effect(document: Document, step_id: str, data: Mapping[str, str]) -> Document:
    return add_effect(document, step_id, data.get(ADD_KIND) or "open_ticket")[0]


def _add_column(document: Document, step_id: str, data: Mapping[str, str]) -> Document:
    return add_column(document, _column_of(step_id, data["key"])[0], _("Column"))


def _remove_column(document: Document, step_id: str, key: str) -> Document:
    return remove_column(document, *_column_of(step_id, key))


def _move_column(document: Document, step_id: str, key: str, by: int) -> Document:
    argument, place = _column_of(step_id, key)
    return move_column(document, argument, place, place + by)


def _column_of(step_id: str, key: str) -> tuple[Argument, int]:
    """`effect:argument:place`, as the buttons write it; without a place, it is none."""
    effect, _colon, rest = key.partition(":")
    name, _colon, at = rest.partition(":")
    place = number_of(at)
    return Argument(step_id, effect, name), -1 if place is None else place


def _remove_condition(document: Document, step_id: str, key: str) -> Document:
    rule_id, _colon, at = key.partition(":")
    place = number_of(at)
    return remove_condition(document, step_id, rule_id, -1 if place is None else place)


_ADD: Mapping[str, _Add] = {
    "options": _add_option,
    "fields": _add_field,
    "rules": _add_rule,
    "conditions": _add_condition,
    "effects": _add_effect,
    "columns": _add_column,
}
_REMOVE: Mapping[str, Callable[[Document, str, str], Document]] = {
    "options": remove_option,
    "fields": remove_field,
    "rules": remove_rule,
    "conditions": _remove_condition,
    "effects": remove_effect,
    "columns": _remove_column,
}
_MOVE: Mapping[str, _Move] = {
    "options": _moving("options", move_option),
    "fields": _moving("fields", move_field),
    "rules": _moving("rules", move_rule),
    "columns": _move_column,
}
