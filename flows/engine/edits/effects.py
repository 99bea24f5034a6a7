"""Edits of the effects that an end step asks for."""

from __future__ import annotations

from flows.engine.document import Document
from flows.engine.edits.items import Items

_EFFECTS = Items("effects", "effect")


def add_effect(document: Document, step_id: str, kind: str) -> tuple[Document, str]:
    """Without arguments; those that its kind needs are a problem until they are given."""
    return _EFFECTS.add(document, step_id, {"id": kind, "kind": kind})


def remove_effect(document: Document, step_id: str, effect_id: str) -> Document:
    return _EFFECTS.remove(document, step_id, effect_id)
