"""The files that the answers of a passage name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flows.engine.document import Ask, BaseStep, FieldType
from flows.engine.entries import EntryKind
from flows.passage import Passage
from selfservice.files.reading import Described, described


def attached(passage: Passage) -> dict[str, Described]:
    """By id, those of the answers on the path; no query where there are none."""
    path = passage.position.path
    found = described(
        each
        for passed in path
        for each in _named(passage.documents[passed.key.flow].steps[passed.key.step], passed.answer)
    )
    return {file.id: file for file in found}


def newly_attached(passage: Passage) -> list[str]:
    """Those of the answers that are about to be recorded."""
    answers = (entry for entry, _pins in passage.unsaved if entry.kind is EntryKind.ANSWER)
    return [
        each
        for entry in answers
        for each in _named(passage.documents[entry.key.flow].steps[entry.key.step], entry.value)
    ]


def _named(step: BaseStep, answer: Mapping[str, Any] | None) -> Iterable[str]:
    values = (answer or {}).get("values") or {}
    fields = step.fields if isinstance(step, Ask) else ()
    given = (values.get(field.name) for field in fields if field.type is FieldType.FILE)
    return [str(each) for ids in given if isinstance(ids, list) for each in ids]
