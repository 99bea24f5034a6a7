"""Edits of a check step's rules."""

from __future__ import annotations

from typing import Any

from flows.engine.document import Document
from flows.engine.edits.items import Items

_RULES = Items("rules", "rule")


def add_rule(document: Document, step_id: str, /, **parts: Any) -> tuple[Document, str]:
    """`parts`: id, label, when; a rule without conditions is a problem until it has one."""
    return _RULES.add(document, step_id, {"when": (), **parts})


def change_rule(document: Document, step_id: str, rule_id: str, /, **parts: Any) -> Document:
    return _RULES.change(document, step_id, rule_id, **parts)


def move_rule(document: Document, step_id: str, rule_id: str, to: int) -> Document:
    return _RULES.move(document, step_id, rule_id, to)


def remove_rule(document: Document, step_id: str, rule_id: str) -> Document:
    return _RULES.remove(document, step_id, rule_id)
