"""A database that other processes work on, without any of their code."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import psycopg

SQLITE = "sqlite:///"


def beside(url: str, name: str) -> str:
    """Another database of the same server, reached by the same user, password, port and options."""
    return urlsplit(url)._replace(scheme="postgres", path=f"/{name}").geturl()


def name_of(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def rows(url: str, query: str) -> list[Any]:
    if url.startswith(SQLITE):
        with closing(_opened(url)) as database:
            return database.execute(query).fetchall()
    with psycopg.connect(url) as server:
        return server.execute(query.encode()).fetchall()


def change(url: str, statement: str) -> None:
    if url.startswith(SQLITE):
        with closing(_opened(url)) as database, database:
            database.execute(statement)
        return
    with psycopg.connect(url) as server:
        server.execute(statement.encode())


def _opened(url: str) -> sqlite3.Connection:
    return sqlite3.connect(url.removeprefix(SQLITE), timeout=20)
