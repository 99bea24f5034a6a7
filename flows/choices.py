"""What a field lets the shopper choose from: its own choices, or those of a list fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.document import AskField
from flows.engine.facts import look
from flows.engine.texts import in_language
from flows.texts import item_label


def choices_of(
    field: AskField, facts: Mapping[str, Any], language: str = "", fallback: str = ""
) -> dict[str, str]:
    """Labels by id, in order; empty where the list is not known."""
    if field.choices_from is None:
        return {each.id: in_language(each.label, language, fallback) for each in field.choices}
    found = look(facts, field.choices_from)
    listed = found if isinstance(found, list) else []
    return {str(each["id"]): item_label(each) for each in listed}
