"""A database that many threads share, on SQLite as on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
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

    The usual in-memory test database knows no second connection, so SQLite gets a file.
    """
    if connection.vendor != "sqlite":
        yield _at_once
        return
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(tmp_path / "shared.sqlite3")
    try:
        _at_once(1, lambda _number: call_command("migrate", verbosity=0))
        yield _at_once
    finally:
        connection.settings_dict["NAME"] = usual
