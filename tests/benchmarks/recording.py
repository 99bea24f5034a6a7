"""Writes down the statements of one real answer, so that others can run them for other sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

Ran = list[tuple[str, list[Any]]]
# A parameter as it is to be made anew: "value" is taken as it stands, "fresh" is another value for
# each recorded one, "now" the time, and the others are the session's own.
Part = tuple[str, Any]
Statement = tuple[str, list[Part]]
AROUND = {"BEGIN", "COMMIT"}


def ran_by(act: Callable[[], object]) -> Ran:
    """Everything that went to the database, each transaction's beginning and end in its place."""
    asked: Ran = []

    def noted(execute: Any, sql: str, params: Sequence[Any] | None, *rest: Any) -> Any:
        asked.append((sql, list(params or ())))
        return execute(sql, params, *rest)

    with CaptureQueriesContext(connection) as captured, connection.execute_wrapper(noted):
        act()
    in_order = iter(asked)
    logged = (query["sql"] for query in captured.captured_queries)
    return [(sql, []) if sql in AROUND else next(in_order) for sql in logged]


def are_alike(ran: Ran, other: Ran) -> bool:
    return [sql for sql, _params in ran] == [sql for sql, _params in other]


def statements_of(ran: Ran, other: Ran, own: dict[Any, str]) -> list[Statement]:
    """What differs between the answers of two sessions is theirs: `own` names it by value."""
    return [
        (sql, [_part(mine, its, own) for mine, its in zip(params, others, strict=True)])
        for (sql, params), (_sql, others) in zip(ran, other, strict=True)
    ]


def _part(mine: Any, its: Any, own: dict[Any, str]) -> Part:
    if mine == its:
        return ("value", mine)
    if mine in own:
        return (own[mine], None)
    if isinstance(mine, datetime) or _is(datetime.fromisoformat, mine):
        return ("now", None)
    if isinstance(mine, UUID) or _is(bytes.fromhex, mine):
        return ("fresh", str(mine))
    return ("value", mine)  # sealed for its row, which nobody here opens


def _is(parse: Callable[[str], object], text: Any) -> bool:
    try:
        parse(text)
    except (TypeError, ValueError):
        return False
    return True
