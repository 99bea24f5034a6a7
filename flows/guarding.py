"""Hides what was typed from whoever came by a link, until a mailbox is proven anew."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from typing import Any

from classifier.masking import MASK, masked
from flows.engine.document import Ask, FieldType
from flows.engine.entries import Entry, EntryKind
from flows.engine.facts import fact_name
from flows.engine.position import Passed, Position
from flows.passage import Passage
from integrations.contacts import hint

_TYPED = {FieldType.TEXT, FieldType.LONG_TEXT, FieldType.EMAIL, FieldType.PHONE}
_Types = Mapping[str, FieldType]  # of the fields that are typed, by the names of their facts


def is_guarded(passage: Passage) -> bool:
    """A link may have been found by a stranger; only who reads the mailbox is known again."""
    return bool(passage.session.former) and not passage.position.proven


def guarded(passage: Passage) -> Passage:
    """The passage as it may be shown; to act on it, take the passage itself."""
    if not is_guarded(passage):
        return passage
    types = _types(passage)
    shown = copy(passage)
    shown.entries = [_entry(each) for each in passage.entries]
    shown.position = _position(passage.position, types)
    return shown


def untyped(passage: Passage, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What may stand in a form again, by the names of facts: a mask is nobody's answer."""
    if not is_guarded(passage):
        return values
    types = _types(passage)
    return {name: value for name, value in values.items() if name not in types}


def _types(passage: Passage) -> _Types:
    steps = (step for document in passage.documents.values() for step in document.steps.values())
    fields = (field for step in steps if isinstance(step, Ask) for field in step.fields)
    return {fact_name(field.name): field.type for field in fields if field.type in _TYPED}


def _position(position: Position, types: _Types) -> Position:
    question = position.question
    return replace(
        position,
        facts=_facts(position.facts, types),
        path=tuple(_passed(each, types) for each in position.path),
        question=question and replace(question, value=_text(question.value)),
    )


def _passed(passed: Passed, types: _Types) -> Passed:
    answer = passed.answer
    if answer and "values" in answer:
        answer = {**answer, "values": _values(answer["values"], types)}
    return replace(passed, answer=answer, facts=_facts(passed.facts, types))


def _facts(facts: Mapping[str, Any], types: _Types) -> dict[str, Any]:
    return {**facts, "answer": _values(facts.get("answer", {}), types)}


def _values(values: Mapping[str, Any], types: _Types) -> dict[str, Any]:
    return {name: _value(value, types.get(fact_name(name))) for name, value in values.items()}


def _value(value: Any, kind: FieldType | None) -> Any:
    if kind is None or not value:
        return value
    return (hint(str(value)) if kind is FieldType.EMAIL else "") or MASK


def _entry(entry: Entry) -> Entry:
    asked = entry.kind is EntryKind.QUESTION
    return replace(entry, value=_text(entry.value)) if asked else entry


def _text(value: Mapping[str, Any]) -> dict[str, Any]:
    return {**value, "text": masked(str(value["text"]))}
