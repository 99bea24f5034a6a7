"""Owner's texts: the right language, and placeholders filled from the facts as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flows.engine.document import Text
from flows.engine.facts import MISSING, look

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\}")
Format = Callable[[Any, str], str]


def in_language(text: Text, language: str, fallback: str = "") -> str:
    """The text in the language, else in the fallback, else in the first that is there."""
    for candidate in (language, language.partition("-")[0], fallback):
        if text.get(candidate):
            return text[candidate]
    return next((each for each in text.values() if each), "")


def placeholders(text: Text) -> set[str]:
    """Every fact path that the text names, in any language."""
    return {path for each in text.values() for path in PLACEHOLDER.findall(each)}


def plain(value: Any, _language: str) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def render(
    text: Text, language: str, facts: Mapping[str, Any], form: Format = plain, fallback: str = ""
) -> str:
    """The text with each `{path}` replaced once by `form(value, language)`.

    A missing fact becomes an empty text. Nothing in a value is looked at again, so a shopper's
    braces stay braces.
    """

    def filled(match: re.Match[str]) -> str:
        value = look(facts, match.group(1))
        return "" if value is MISSING else form(value, language)

    return PLACEHOLDER.sub(filled, in_language(text, language, fallback))
