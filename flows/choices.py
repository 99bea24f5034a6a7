"""What a field lets the shopper choose from: its own choices, or those of a list fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.document import AskField, FieldType
from flows.engine.facts import look
from flows.engine.pieces import chosen_of, counted, members
from flows.engine.texts import in_language
from integrations.fact_words import in_words, item_label


def choices_of(
    field: AskField, facts: Mapping[str, Any], language: str = "", fallback: str = ""
) -> dict[str, str]:
    """Labels by id, in order; empty where the list is not known."""
    if field.choices_from is None:
        return {each.id: in_language(each.label, language, fallback) for each in field.choices}
    return {str(each["id"]): item_label(each) for each in _listed(field, facts)}


def pieces_of(field: AskField, facts: Mapping[str, Any]) -> dict[str, int]:
    """How many there are of each choice, where they are counted and fewer may be chosen."""
    if field.type is not FieldType.SEVERAL:
        return {}
    pieces = {str(each["id"]): counted(each) for each in _listed(field, facts)}
    return {name: count for name, count in pieces.items() if count is not None}


def plainly(value: Any, pieces: Mapping[str, int]) -> Any:
    """What was chosen, as a client that knows no pieces would say it: all of them by the id."""
    if not pieces or not isinstance(value, list):
        return value
    chosen = chosen_of(value).items()
    return [
        name if count in (None, pieces.get(name)) else {"id": name, "quantity": count}
        for name, count in chosen
    ]


def chosen_words(field: AskField, value: Any, facts: Mapping[str, Any], language: str) -> list[str]:
    """Each by its label; what is no longer known, as it was given."""
    labels, chosen = choices_of(field, facts, language), chosen_of(value)
    if field.choices_from is not None and field.type is FieldType.SEVERAL:
        listed = members(_listed(field, facts), chosen)
        labels |= {str(each["id"]): in_words(each, language) for each in listed}
    return [labels.get(name, name) for name in chosen]


def _listed(field: AskField, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = look(facts, field.choices_from) if field.choices_from else None
    return found if isinstance(found, list) else []
