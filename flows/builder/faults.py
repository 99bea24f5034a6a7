"""The engine's problems in the owner's words: names and labels where it speaks of ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flows.builder.words import exit_words, language_words, step_words
from flows.engine.document import BaseStep, Check, Document, Given
from flows.engine.parts import key_of, parts
from flows.engine.problems import Problem, Severity
from flows.engine.texts import in_language
from integrations.argument_names import name_label
from integrations.effects import EFFECTS, LOOKUPS

_TEXTS: Mapping[str, str | Promise] = {
    "title": gettext_lazy("Title shoppers see"),
    "text": gettext_lazy("What the shopper reads"),
    "label": gettext_lazy("Label"),
    "help": gettext_lazy("Hint"),
    "purpose": gettext_lazy("Why you ask"),
    "button": gettext_lazy("Button below the form"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """`step` is empty where the whole flow is meant."""

    step: str
    place: str  # the step's name
    sentence: str
    fix: str
    is_error: bool


def told(document: Document, problem: Problem, language: str) -> Told:
    step = document.steps.get(problem.step)
    params = {
        name: _WORDS[name](value, document, step, language) if name in _WORDS else value
        for name, value in problem.params.items()
    }
    sentence, fix = replace(problem, params=params).told(_)
    return Told(
        step=problem.step if step else "",
        place=step_words(step, language) if step else "",
        sentence=sentence,
        fix=fix,
        is_error=problem.severity is Severity.ERROR,
    )


def _exit(value: str, _document: Document, step: BaseStep | None, language: str) -> str:
    return exit_words(step, value, language) if step and value in step.exit_ids() else value


def _target(value: str, document: Document, _step: BaseStep | None, language: str) -> str:
    return step_words(document.steps[value], language) if value in document.steps else value


def _kind(value: str, *_context: object) -> str:
    known = EFFECTS.get(value) or LOOKUPS.get(value)
    return str(known.label) if known else value


def _argument(value: str, *_context: object) -> str:
    return name_label(value)


def _rule(value: str, _document: Document, step: BaseStep | None, _language: str) -> str:
    rules = step.rules if isinstance(step, Check) else ()
    return next((each.label for each in rules if each.id == value and each.label), value)


def _language(value: str, *_context: object) -> str:
    return language_words(value)


def _path(value: str, document: Document, _step: BaseStep | None, language: str) -> str:
    """`steps/ask/fields/email/label` as the label of the question it belongs to."""
    place, _slash, name = value.rpartition("/")
    words = str(_TEXTS.get(name, name))
    part = next((each for path, each in parts(document) if path == place), None)
    if part is None or isinstance(part, BaseStep | Document):
        return words
    if isinstance(part, Given):
        return name_label(place.rpartition("/")[2])
    label = getattr(part, "label", {})
    item = (in_language(label, language) if isinstance(label, Mapping) else "") or key_of(part)
    return f"{words} – {item}"


_WORDS: Mapping[str, Callable[[str, Document, BaseStep | None, str], str]] = {
    "exit": _exit,
    "target": _target,
    "kind": _kind,
    "argument": _argument,
    "rule": _rule,
    "language": _language,
    "path": _path,
}
