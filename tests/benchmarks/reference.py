"""A bare WSGI application that runs the statements of an answer for its session, no more."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import psycopg

PREPARED: dict[str, Any] = json.loads(Path(os.environ["REFERENCE"]).read_text())
ANSWERS = {name: answer.encode() for name, answer in PREPARED["answers"].items()}
DATABASE = os.environ["REFERENCE_DATABASE"]
PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
)
ON_SQLITE = not DATABASE.startswith("postgres")
_thread = threading.local()


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """The path is the name of what is asked; the token is where an app sends it."""
    environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    name = unquote(environ["PATH_INFO"]).strip("/")
    if name == "nothing":  # what the loader and the server take for themselves
        return _said(b"", start_response)
    token = environ["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    _Answer(sha256(token.encode()).hexdigest()).run(PREPARED["statements"][name])
    return _said(ANSWERS[name], start_response)


def _said(answer: bytes, start_response: Callable[..., object]) -> list[bytes]:
    length = str(len(answer))
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", length)])
    return [answer]


class _Answer:
    """One run of the statements, with what the session's own rows say about it."""

    def __init__(self, digest: str) -> None:
        self.own: dict[str, Any] = {"token": digest}
        self.made: dict[str, str] = {}

    def run(self, statements: list[Any]) -> None:
        connection = _connection()
        for asked, parts in statements:
            sql = asked.replace("%s", "?") if ON_SQLITE else asked
            ran = connection.execute(sql, [self._value(*part) for part in parts])
            if ran.description is not None:
                self._read([column[0] for column in ran.description], ran.fetchall())
            elif ran.rowcount == 0 and parts:
                raise ValueError(f"This changed no row: {sql}")

    def _value(self, kind: str, value: Any) -> Any:
        if kind == "value":
            return value
        if kind == "now":
            return str(datetime.now(UTC).replace(tzinfo=None)) if ON_SQLITE else datetime.now(UTC)
        if kind == "fresh":
            made = (uuid4().hex * 2)[: len(value.replace("-", ""))]
            return self.made.setdefault(value, made)
        return self.own[kind]

    def _read(self, names: list[str], rows: list[Any]) -> None:
        if "token" in names and "version" in names:
            self.own["session"] = rows[0][names.index("id")]
            self.own["version"] = rows[0][names.index("version")]
        elif "visit" in names:
            self.own["number"] = len(rows)


def _connection() -> Any:
    if not hasattr(_thread, "connection"):
        _thread.connection = _connected()
    return _thread.connection


def _connected() -> Any:
    if not ON_SQLITE:
        return psycopg.connect(DATABASE, autocommit=True, prepare_threshold=2)
    connection = sqlite3.connect(DATABASE, timeout=20, isolation_level=None)
    connection.executescript(PRAGMAS)
    return connection
