"""Turns an uploaded file into a document, or says in plain sentences why not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

from pydantic import ValidationError

from flows.engine.document import Document, load
from flows.engine.faults import sentences
from flows.engine.refusal import ImportRefused
from flows.engine.upgrade import upgrade

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_STEPS = 2_000
_MOST_SENTENCES = 5


def read(content: bytes) -> dict[str, Any]:
    """A JSON object within the limits; nothing is known yet about what it means."""
    if len(content) > MAX_BYTES:
        raise ImportRefused("too_large")
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise ImportRefused("not_utf8") from error
    except RecursionError as error:
        raise ImportRefused("too_deep", most=MAX_DEPTH) from error
    except json.JSONDecodeError as error:
        raise ImportRefused("not_json", line=error.lineno, column=error.colno) from error
    except ImportRefused:
        raise
    except ValueError as error:
        raise ImportRefused("long_number") from error
    if not isinstance(data, dict):
        raise ImportRefused("no_object")
    _check_values(data)
    return data


def document_of(data: Mapping[str, Any]) -> Document:
    """The document that plain data describe, in any schema up to the current one."""
    steps = data.get("steps")
    if isinstance(steps, Mapping) and len(steps) > MAX_STEPS:
        raise ImportRefused("too_many_steps", most=MAX_STEPS)
    try:
        return load(upgrade(data))
    except ValidationError as error:
        faults = " ".join(sentences(error)[:_MOST_SENTENCES])
        raise ImportRefused("unsound", faults=faults) from error


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ImportRefused("twice", name=key[:60])
        found[key] = value
    return found


def _no_number(name: str) -> NoReturn:
    raise ImportRefused("no_number", name=name)


def _check_values(data: dict[str, Any]) -> None:
    """Level by level, so that depth costs no stack."""
    level: list[tuple[str, Any]] = [("", data)]
    for _depth in range(MAX_DEPTH + 1):
        level = [each for place, value in level for each in _below(place, value)]
    if level:
        raise ImportRefused("too_deep", most=MAX_DEPTH)


def _below(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            _check_text(place, key)
            yield f"{place} > {key}" if place else key, each
    elif isinstance(value, list):
        yield from ((f"{place} > {number}", each) for number, each in enumerate(value))
    elif isinstance(value, str):
        _check_text(place, value)


def _check_text(place: str, text: str) -> None:
    """Databases hold neither NUL nor half of a surrogate pair."""
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise ImportRefused("bad_character", place=place or "…")
