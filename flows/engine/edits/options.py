"""Edits of a choose step's options."""

from __future__ import annotations

from typing import Any

from flows.engine.document import Document
from flows.engine.edits.items import Items
from flows.engine.edits.starting import empty

_OPTIONS = Items("options", "option")


def add_option(document: Document, step_id: str, /, **parts: Any) -> tuple[Document, str]:
    """`parts`: id, label, help; without an id, one is given."""
    return _OPTIONS.add(document, step_id, {"label": empty(document), **parts})


def change_option(document: Document, step_id: str, option_id: str, /, **parts: Any) -> Document:
    return _OPTIONS.change(document, step_id, option_id, **parts)


def move_option(document: Document, step_id: str, option_id: str, to: int) -> Document:
    return _OPTIONS.move(document, step_id, option_id, to)


def remove_option(document: Document, step_id: str, option_id: str) -> Document:
    return _OPTIONS.remove(document, step_id, option_id)
