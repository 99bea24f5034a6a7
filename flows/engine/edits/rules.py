"""Edits of a check step's rules and of their conditions."""

from __future__ import annotations

from typing import Any

from flows.engine.document import Check, Condition, Document, Operator
from flows.engine.edits.items import Items
from flows.engine.edits.shape import step_of

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


def add_condition(document: Document, step_id: str, rule_id: str) -> Document:
    """One that compares with nothing yet, which is a problem until it is filled in."""
    new = Condition(fact="order.status", operator=Operator.IS, value="")
    when = (*_conditions(document, step_id, rule_id), new)
    return change_rule(document, step_id, rule_id, when=when)


def remove_condition(document: Document, step_id: str, rule_id: str, at: int) -> Document:
    """`at` counts from 0; where none stands, nothing changes."""
    when = _conditions(document, step_id, rule_id)
    kept = tuple(each for place, each in enumerate(when) if place != at)
    return change_rule(document, step_id, rule_id, when=kept)


def _conditions(document: Document, step_id: str, rule_id: str) -> tuple[Condition, ...]:
    step = step_of(document, step_id)
    rules = step.rules if isinstance(step, Check) else ()
    return next((rule.when for rule in rules if rule.id == rule_id), ())
