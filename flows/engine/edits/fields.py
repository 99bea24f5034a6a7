"""Edits of an ask step's fields."""

from __future__ import annotations

from typing import Any

from flows.engine.document import Ask, Document, FieldType
from flows.engine.edits.items import Items
from flows.engine.edits.starting import empty
from flows.engine.facts import fact_name
from flows.engine.references import with_fact_renamed

_FIELDS = Items("fields", "field", key="name")


def add_field(document: Document, step_id: str, **parts: Any) -> tuple[Document, str]:
    """`parts` as in AskField; without a name, one is given, and the type is text."""
    start = {"label": empty(document), "type": FieldType.TEXT}
    return _FIELDS.add(document, step_id, {**start, **parts})


def change_field(document: Document, step_id: str, name: str, /, **parts: Any) -> Document:
    """Its facts follow a new name, unless another step asks it too."""
    changed = _FIELDS.change(document, step_id, name, **parts)
    new = parts.get("name", name)
    if new == name or name in _asked(changed):
        return changed
    for group in ("answer", "chosen"):
        old_fact, new_fact = (f"{group}.{fact_name(each)}" for each in (name, new))
        changed = with_fact_renamed(changed, old_fact, new_fact)
    return changed


def move_field(document: Document, step_id: str, name: str, to: int) -> Document:
    return _FIELDS.move(document, step_id, name, to)


def remove_field(document: Document, step_id: str, name: str) -> Document:
    return _FIELDS.remove(document, step_id, name)


def _asked(document: Document) -> set[str]:
    steps = (step for step in document.steps.values() if isinstance(step, Ask))
    return {each.name for step in steps for each in step.fields}
