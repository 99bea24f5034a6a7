"""The gestures on whole steps: each one edit, its sentence, and the step to show next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from flows.builder.words import KINDS, step_words
from flows.engine.document import Document
from flows.engine.edits import (
    EditRefused,
    add,
    duplicate,
    move,
    remove,
    set_person,
    set_start,
)
from flows.engine.edits.shape import step_of


@dataclass(frozen=True, slots=True)
class Made:
    document: Document
    change: str
    step: str  # to show next, or empty


@dataclass(frozen=True, slots=True)
class Asked:
    """A gesture about a step; `where` is a step's exit written `step/exit`, `kind` a new one's."""

    document: Document
    step: str
    where: str
    kind: str
    language: str

    def name(self) -> str:
        return step_words(step_of(self.document, self.step), self.language)

    def exit(self) -> tuple[str, str]:
        step, _slash, exit_id = self.where.partition("/")
        if not exit_id:
            raise EditRefused("no_place")
        return step, exit_id


def perform(gesture: str, asked: Asked) -> Made:
    if gesture not in _GESTURES:
        raise EditRefused("unknown_gesture")
    return _GESTURES[gesture](asked)


def _add(asked: Asked) -> Made:
    document, made = add(asked.document, asked.kind, asked.exit() if asked.where else None)
    return Made(document, _("Added “%s”.") % KINDS[asked.kind].name, made)


def _duplicate(asked: Asked) -> Made:
    document, made = duplicate(asked.document, asked.step)
    return Made(document, _("Duplicated “%s”.") % asked.name(), made)


def _move(asked: Asked) -> Made:
    document = move(asked.document, asked.step, asked.exit())
    return Made(document, _("Moved “%s”.") % asked.name(), asked.step)


def _remove(asked: Asked) -> Made:
    change = _("Removed “%s”.") % asked.name()
    return Made(remove(asked.document, asked.step), change, "")


def _start(asked: Asked) -> Made:
    change = _("The flow now starts at “%s”.") % asked.name()
    return Made(set_start(asked.document, asked.step), change, asked.step)


def _person(asked: Asked) -> Made:
    change = _("The way to a person now leads to “%s”.") % asked.name()
    return Made(set_person(asked.document, asked.step), change, asked.step)


_GESTURES: Mapping[str, Callable[[Asked], Made]] = {
    "add": _add,
    "duplicate": _duplicate,
    "move": _move,
    "remove": _remove,
    "start": _start,
    "person": _person,
}
