"""Fills the placeholders of prepared answers: paths into what the case knows, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from integrations.fact_names import said

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)\}")


def fill(text: str, language: str, facts: Mapping[str, Any]) -> str:
    """Each `{path}` is replaced once; one that the case does not know stays as a gap to see.

    Nothing in a value is looked at again.
    """

    def filled(match: re.Match[str]) -> str:
        value = look(facts, match.group(1))
        return match.group(0) if value is None else said(match.group(1), value, language)

    return PLACEHOLDER.sub(filled, text)


def gaps(text: str) -> list[str]:
    """The paths that are still to be filled, each once."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def look(facts: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path; None if there is none, or an empty one."""
    value: Any = facts
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return None
        value = value[name]
    return None if value in ("", [], {}) else value
