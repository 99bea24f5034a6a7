"""What was asked and answered on the path so far, in the shopper's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.choices import choices_of
from flows.engine.document import Ask, AskField, BaseStep, Choose, FieldType
from flows.engine.entries import EntryKind, Key
from flows.engine.position import Passed
from flows.engine.texts import in_language
from flows.passage import Passage
from flows.texts import plain_text
from flows.view import TranscriptLine


def transcript(passage: Passage, language: str = "") -> tuple[TranscriptLine, ...]:
    """One line for each step that the shopper answered; codes and consents are not repeated."""
    language = language or passage.session.language
    answered_at = _answered_at(passage)
    return tuple(
        _line(passage, passed, language, answered_at)
        for passed in passage.position.path
        if passed.answer is not None
    )


def _answered_at(passage: Passage) -> dict[Key, datetime]:
    pairs = zip(passage.entries, passage.times, strict=True)
    return {entry.key: at for entry, at in pairs if entry.kind is EntryKind.ANSWER}


def _line(
    passage: Passage, passed: Passed, language: str, answered_at: Mapping[Key, datetime]
) -> TranscriptLine:
    step = passage.documents[passed.key.flow].steps[passed.key.step]
    at = answered_at.get(passed.key)
    return TranscriptLine(
        step=passed.key.step,
        visit=passed.key.visit,
        question=plain_text(step.text, language, passage.position.facts),
        answer=_answer(step, passed.answer or {}, language, passage.position.facts),
        at=at.isoformat() if at else "",
        can_change=passed.can_change,
    )


def _answer(
    step: BaseStep, answer: Mapping[str, Any], language: str, facts: Mapping[str, Any]
) -> str:
    if isinstance(step, Choose):
        chosen = (option for option in step.options if option.id == answer.get("option"))
        return next((in_language(option.label, language) for option in chosen), "")
    if isinstance(step, Ask):
        values = answer.get("values", {})
        named = ((choices_of(field, facts, language), field) for field in step.fields)
        parts = (_value(field, values.get(field.name), labels) for labels, field in named)
        return ", ".join(part for part in parts if part)
    return ""


def _value(field: AskField, value: Any, labels: Mapping[str, str]) -> str:
    if value in (None, "", []) or field.type is FieldType.CONSENT:
        return ""
    many = value if isinstance(value, list) else [value]
    return ", ".join(labels.get(str(each), str(each)) for each in many)
