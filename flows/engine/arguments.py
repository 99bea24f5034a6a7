"""Arguments of look-ups and effects, worked out from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.document import Arguments, Given, Source
from flows.engine.facts import MISSING, look
from flows.engine.texts import Format, placeholders, plain, render


def resolve(arguments: Arguments, facts: Mapping[str, Any], form: Format = plain) -> dict[str, Any]:
    """Each argument's value; one whose fact is missing is None. Columns are a dict by name.

    `form` writes the facts that stand inside a text; a fact by itself stays as it is.
    """
    return {name: _value(given, facts, form) for name, given in arguments.items()}


def filled(arguments: Arguments) -> frozenset[str]:
    """The arguments that a fact goes into; the others are the shop's own words."""
    return frozenset(
        name
        for name, given in arguments.items()
        if any(_takes_fact(each) for each in (given, *(given.columns or ())))
    )


def _takes_fact(source: Source) -> bool:
    return source.fact is not None or bool(placeholders(source.text or {}))


def _value(given: Given, facts: Mapping[str, Any], form: Format) -> Any:
    if given.columns:
        return {each.name: _single(each, facts, form) for each in given.columns}
    return _single(given, facts, form)


def _single(source: Source, facts: Mapping[str, Any], form: Format) -> Any:
    if source.fact is not None:
        value = look(facts, source.fact)
        return None if value is MISSING else value
    if source.text is not None:
        language = str(look(facts, "session.language") or "en")
        return render(source.text, language, facts, form)
    return source.value
