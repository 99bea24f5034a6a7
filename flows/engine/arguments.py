"""Arguments of look-ups and effects, worked out from the facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.document import Arguments, Given
from flows.engine.facts import MISSING, look
from flows.engine.texts import render


def resolve(arguments: Arguments, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Each argument's value; one whose fact is missing is None."""
    return {name: _value(given, facts) for name, given in arguments.items()}


def _value(given: Given, facts: Mapping[str, Any]) -> Any:
    if given.fact is not None:
        value = look(facts, given.fact)
        return None if value is MISSING else value
    if given.text is not None:
        language = str(look(facts, "session.language") or "en")
        return render(given.text, language, facts)
    return given.value
