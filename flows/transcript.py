"""What was asked and answered on the path so far, in the shopper's language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from flows.attached import attached
from flows.choices import chosen_words
from flows.engine.document import Ask, AskField, BaseStep, Choose, FieldType
from flows.engine.entries import EntryKind, Key
from flows.engine.position import Passed
from flows.engine.texts import in_language
from flows.passage import Passage
from flows.texts import bare_text
from flows.view import TranscriptLine


def transcript(passage: Passage, language: str = "") -> tuple[TranscriptLine, ...]:
    """One line for each question that was typed and for each step that the shopper answered.

    Codes and consents are not repeated.
    """
    language = language or passage.session.language
    answered_at = _answered_at(passage)
    files = {file.id: file.name for file in attached(passage).values()}
    asked = _asked(passage, language)
    lines: list[TranscriptLine] = []
    for passed in passage.position.path:
        lines += asked[passed.key]
        if passed.answer is not None:
            lines.append(_line(passage, passed, language, answered_at, files))
    return (*lines, *asked[passage.position.key])


def _asked(passage: Passage, language: str) -> Mapping[Key, list[TranscriptLine]]:
    """What was typed as a question, by the step where it was."""
    with translation.override(language):
        title = _("You asked")
    asked: dict[Key, list[TranscriptLine]] = defaultdict(list)
    for entry, at in zip(passage.entries, passage.times, strict=True):
        if entry.kind is EntryKind.QUESTION:
            text, (_flow, step, visit) = str(entry.value["text"]), entry.key
            when = at.isoformat()
            line = TranscriptLine(step, visit, title, text, when, can_change=False, typed=True)
            asked[entry.key].append(line)
    return asked


def _answered_at(passage: Passage) -> dict[Key, datetime]:
    pairs = zip(passage.entries, passage.times, strict=True)
    return {entry.key: at for entry, at in pairs if entry.kind is EntryKind.ANSWER}


def _line(
    passage: Passage,
    passed: Passed,
    language: str,
    answered_at: Mapping[Key, datetime],
    files: Mapping[str, str],
) -> TranscriptLine:
    step = passage.documents[passed.key.flow].steps[passed.key.step]
    at = answered_at.get(passed.key)
    return TranscriptLine(
        step=passed.key.step,
        visit=passed.key.visit,
        question=bare_text(step.text, language, passed.facts),
        answer=_answer(step, passed.answer or {}, language, passed.facts, files),
        at=at.isoformat() if at else "",
        can_change=passed.can_change,
    )


def _answer(
    step: BaseStep,
    answer: Mapping[str, Any],
    language: str,
    facts: Mapping[str, Any],
    files: Mapping[str, str],
) -> str:
    if isinstance(step, Choose):
        chosen = (option for option in step.options if option.id == answer.get("option"))
        return next((in_language(option.label, language) for option in chosen), "")
    if isinstance(step, Ask):
        values = answer.get("values", {})
        parts = (
            ", ".join(_words(field, values.get(field.name), language, facts, files))
            for field in step.fields
        )
        sentences = any(field.type is FieldType.LONG_TEXT for field in step.fields)
        return (" · " if sentences else ", ").join(part for part in parts if part)
    return ""


def _words(
    field: AskField,
    value: Any,
    language: str,
    facts: Mapping[str, Any],
    files: Mapping[str, str],
) -> list[str]:
    if value in (None, "", []) or field.type is FieldType.CONSENT:
        return []
    if field.type is FieldType.FILE:  # a name may be gone with its file
        return [files[each] for each in value if each in files]
    return chosen_words(field, value, facts, language)
