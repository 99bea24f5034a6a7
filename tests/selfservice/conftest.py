"""A database that many threads share, on SQLite as on PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

AtOnce = Callable[[int, Callable[[int], Any]], list[Any]]


def _at_once(threads: int, call: Callable[[int], Any]) -> list[Any]:
    """What `call(0)`, `call(1)` ... return when all threads start together."""
    gate = Barrier(threads)

    def one(number: int) -> Any:
        try:
            gate.wait()
            return call(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))


@pytest.fixture
def at_once(transactional_db: None, tmp_path: Path) -> Iterator[AtOnce]:
    """Runs a call in many threads, each with its own connection.

    The usual in-memory test database knows no second connection, so SQLite gets a file: a copy,
    since to migrate each anew would take longer than what is tested.
    """
    if connection.vendor != "sqlite":
        yield _at_once
        return
    usual, shared = connection.settings_dict["NAME"], tmp_path / "shared.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(shared)) as copy:
        connection.connection.backup(copy)
    connection.settings_dict["NAME"] = str(shared)
    try:
        yield _at_once
    finally:
        connection.settings_dict["NAME"] = usual
