"""How two documents differ, in sentences an owner understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from flows.builder.action_words import action_differences
from flows.builder.words import KINDS, exit_words, language_words, step_words
from flows.engine.document import BaseStep, Document, Step, Text
from flows.engine.parts import key_of
from flows.engine.texts import in_language

_OWN = ("title", "text", "exits", "options", "fields", "rules", "effect", "effects")
_ADDED = {
    "options": gettext_noop("Added the button “%(item)s” to “%(step)s”."),
    "fields": gettext_noop("Added the question “%(item)s” to “%(step)s”."),
    "rules": gettext_noop("Added the rule “%(item)s” to “%(step)s”."),
}


def differences(old: Document, new: Document, language: str) -> list[str]:
    return [*_of_flow(old, new, language), *_of_steps(old, new, language)]


def _of_flow(old: Document, new: Document, language: str) -> Iterator[str]:
    if old.title != new.title:
        yield _("The flow is now called “%s”.") % in_language(new.title, language)
    for code in set(new.languages) - set(old.languages):
        yield _("Added the language %s.") % language_words(code)
    for code in set(old.languages) - set(new.languages):
        yield _("Removed the language %s.") % language_words(code)
    if old.start != new.start:
        yield _("The flow now starts at “%s”.") % _name(new, new.start, language)
    if old.person != new.person:
        yield _("The way to a person now leads to “%s”.") % _name(new, new.person, language)


def _of_steps(old: Document, new: Document, language: str) -> Iterator[str]:
    for step_id, step in new.steps.items():
        before = old.steps.get(step_id)
        if before is None:
            words = {"kind": KINDS[step.kind].name, "step": step_words(step, language)}
            yield _("Added “%(step)s” (%(kind)s).") % words
        elif before != step:
            yield from _of_step(before, step, new, language)
    for step_id in old.steps.keys() - new.steps.keys():
        yield _("Removed “%s”.") % _name(old, step_id, language)


def _of_step(old: Step, new: Step, document: Document, language: str) -> Iterator[str]:
    name = step_words(new, language)
    if old.title != new.title:
        words = {"old": step_words(old, language), "new": name}
        yield _("Renamed “%(old)s” to “%(new)s”.") % words
    if old.text != new.text:
        yield _("Changed the text of “%(step)s” (%(languages)s).") % {
            "step": name,
            "languages": _changed_languages(old.text, new.text),
        }
    for parts in ("options", "fields", "rules"):
        before, after = getattr(old, parts, ()), getattr(new, parts, ())
        yield from _of_items(parts, before, after, (name, language))
    yield from _of_exits(old, new, document, language)
    yield from action_differences(old, new, name)
    yield from _of_the_rest(old, new, name)


def _of_items(
    parts: str, old: Sequence[Any], new: Sequence[Any], told: tuple[str, str]
) -> Iterator[str]:
    name, language = told
    before, after = {key_of(each): each for each in old}, {key_of(each): each for each in new}
    for key in after.keys() - before.keys():
        yield _(_ADDED[parts]) % {"item": _item_words(after[key], language), "step": name}
    for key in before.keys() - after.keys():
        words = {"item": _item_words(before[key], language), "step": name}
        yield _("Removed “%(item)s” from “%(step)s”.") % words
    for key in [each for each in after if each in before and before[each] != after[each]]:
        words = {"item": _item_words(after[key], language), "step": name}
        yield _("Changed “%(item)s” of “%(step)s”.") % words
    kept = [key for key in after if key in before]
    if kept != [key for key in before if key in after]:
        yield _("Changed the order in “%s”.") % name


def _of_exits(old: Step, new: Step, document: Document, language: str) -> Iterator[str]:
    for exit_id in new.exit_ids():
        target = new.exits.get(exit_id)
        if target == old.exits.get(exit_id):
            continue
        words = {
            "exit": exit_words(new, exit_id, language),
            "step": step_words(new, language),
            "target": _name(document, target, language) if target else _("nowhere yet"),
        }
        yield _("“%(exit)s” at “%(step)s” now leads to “%(target)s”.") % words


def _of_the_rest(old: Step, new: Step, name: str) -> Iterator[str]:
    names = set(type(new).model_fields) - set(_OWN)
    if any(getattr(old, each, None) != getattr(new, each) for each in names):
        yield _("Changed the settings of “%s”.") % name


def _name(document: Document, step_id: str, language: str) -> str:
    step: BaseStep | None = document.steps.get(step_id)
    return step_words(step, language) if step else step_id


def _changed_languages(old: Text, new: Text) -> str:
    codes = [each for each in {**old, **new} if old.get(each) != new.get(each)]
    return ", ".join(language_words(each) for each in codes)


def _item_words(item: Any, language: str) -> str:
    label = item.label
    return (label if isinstance(label, str) else in_language(label, language)) or key_of(item)
