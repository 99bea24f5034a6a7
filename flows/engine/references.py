"""The facts that a document's parts name, to list or to rename."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from re import Match

from flows.engine.document import AskField, Condition, Document, Given, Part
from flows.engine.parts import rebuilt
from flows.engine.texts import PLACEHOLDER, placeholders
from flows.engine.wording import texts_of


def facts_of(part: Part) -> Iterator[str]:
    """What this very part names, in its texts and otherwise; parts below it are not looked at."""
    for _name, text in texts_of(part):
        yield from sorted(placeholders(text))
    if isinstance(part, Condition | Given) and part.fact:
        yield part.fact
    if isinstance(part, AskField) and part.choices_from:
        yield part.choices_from


def with_fact_renamed(document: Document, old: str, new: str) -> Document:
    """Each mention of the fact, or of one below it, under its new name."""

    def renamed(path: str) -> str:
        below = path.startswith(old + ".")
        return new + path[len(old) :] if path == old or below else path

    return rebuilt(document, lambda _path, part: _with_facts(part, renamed))


def _with_facts(part: Part, renamed: Callable[[str], str]) -> Part:
    def filled(match: Match[str]) -> str:
        return "{" + renamed(match.group(1)) + "}"

    new: dict[str, object] = {
        name: {language: PLACEHOLDER.sub(filled, each) for language, each in text.items()}
        for name, text in texts_of(part)
    }
    if isinstance(part, Condition | Given) and part.fact:
        new["fact"] = renamed(part.fact)
    if isinstance(part, AskField) and part.choices_from:
        new["choices_from"] = renamed(part.choices_from)
    return part.model_copy(update=new) if new else part
