"""Turns an uploaded file into a document, or says in plain sentences why not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

from pydantic import ValidationError

from flows.engine.document import Document, load
from flows.engine.faults import sentences
from flows.engine.upgrade import UnknownSchema, upgrade

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_STEPS = 2_000
_MOST_SENTENCES = 20


class ImportRefused(ValueError):
    """`sentences` say what is wrong and where."""

    def __init__(self, *found: str) -> None:
        super().__init__(" ".join(found))
        self.sentences = found


def read(content: bytes) -> dict[str, Any]:
    """A JSON object within the limits; nothing is known yet about what it means."""
    if len(content) > MAX_BYTES:
        raise ImportRefused(f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise ImportRefused("The file is not UTF-8 text. Save it as UTF-8.") from error
    except RecursionError as error:
        raise ImportRefused(_too_deep()) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ImportRefused(f"The file is not JSON: {error.msg}, {place}.") from error
    except ImportRefused:
        raise
    except ValueError as error:
        raise ImportRefused("The file contains a number that is too long.") from error
    if not isinstance(data, dict):
        raise ImportRefused("The file does not contain a flow: it must be a JSON object.")
    _check_values(data)
    return data


def document_of(data: Mapping[str, Any]) -> Document:
    """The document that plain data describe, in any schema up to the current one."""
    steps = data.get("steps")
    if isinstance(steps, Mapping) and len(steps) > MAX_STEPS:
        raise ImportRefused(f"The flow has more than {MAX_STEPS} steps.")
    try:
        return load(upgrade(data))
    except UnknownSchema as error:
        raise ImportRefused(error.sentence) from error
    except ValidationError as error:
        raise ImportRefused(*sentences(error)[:_MOST_SENTENCES]) from error


def parse(content: bytes) -> Document:
    """A file that holds a document and nothing else."""
    return document_of(read(content))


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ImportRefused(f"“{key[:60]}” is written twice in one object. Remove one.")
        found[key] = value
    return found


def _no_number(name: str) -> NoReturn:
    raise ImportRefused(f"“{name}” is not a number that a flow can hold.")


def _check_values(data: dict[str, Any]) -> None:
    """Level by level, so that depth costs no stack."""
    level: list[tuple[str, Any]] = [("", data)]
    for _depth in range(MAX_DEPTH + 1):
        level = [each for place, value in level for each in _below(place, value)]
    if level:
        raise ImportRefused(_too_deep())


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
        raise ImportRefused(f"{place or 'The file'}: contains a character that cannot be stored.")


def _too_deep() -> str:
    return f"The file is nested more than {MAX_DEPTH} levels deep."
