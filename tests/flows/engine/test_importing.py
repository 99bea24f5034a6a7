"""Importing: a document survives the way out and in, and a bad file is refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from flows.engine.document import Document, dump
from flows.engine.importing import document_of, read
from flows.engine.refusal import ImportRefused
from flows.engine.schema import PUBLISHED, json_schema
from flows.engine.upgrade import upgrade
from tests.flows.engine.samples import document


def parse(content: bytes) -> Document:
    return document_of(read(content))


def test_a_document_goes_out_and_comes_back_the_same() -> None:
    content = json.dumps(dump(document())).encode()
    assert parse(content) == document()
    assert parse(b"\xef\xbb\xbf" + content) == document()


def nested(depth: int) -> bytes:
    return b'{"a": ' + b"[" * depth + b"]" * depth + b"}"


STEPS = ", ".join(f'"s{n}": {{"kind": "say"}}' for n in range(2001))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * 2_000_001, "larger than 2 MB"),
        (b"\xff\xfe", "not UTF-8"),
        (b"{", "not JSON.*line 1"),
        (b"[]", "JSON object"),
        (b'{"title": 1, "title": 2}', "title.*twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too long"),
        (nested(21), "20 levels"),
        (nested(200_000), "20 levels"),
        (b'{"title": "a\\u0000b"}', "title: contains a character"),
        (b'{"title": "\\ud800"}', "title: contains a character"),
        (b'{"schema": 2}', "newer version"),
        (b'{"schema": true}', "not a schema number"),
        (b'{"steps": {' + STEPS.encode() + b"}}", "2000 steps"),
        (b'{"steps": {"a": {"kind": "say", "colour": 1}}}', "steps > a > say > colour"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(content: bytes, words: str) -> None:
    with pytest.raises(ImportRefused, match=words):
        parse(content)


def test_upgrades_run_one_after_another() -> None:
    def second(data: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**data, "seen": [1]}

    def third(data: Mapping[str, Any]) -> Mapping[str, Any]:
        return {**data, "seen": [*data["seen"], 2]}

    old = {"title": "x"}
    assert upgrade(old, {1: second, 2: third}, current=3) == {
        "title": "x",
        "seen": [1, 2],
        "schema": 3,
    }
    assert old == {"title": "x"}
    with pytest.raises(ImportRefused, match="newer"):
        upgrade({"schema": 4}, {}, current=3)


def test_the_published_schema_is_current() -> None:
    """After a change of the document: `python -m flows.engine.schema`."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json_schema()
