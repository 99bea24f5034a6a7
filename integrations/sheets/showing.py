"""What the page of a spreadsheet shows of its rows: the newest ones, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from integrations.models import SheetRow
from integrations.sheets.cells import worded

LONGEST = 300  # of a cell on the page; the file has all of it


@dataclass(frozen=True, slots=True)
class Line:
    row: SheetRow
    request: str
    cells: list[tuple[str, str]]  # a pair for each column, in their order


def columns_of(rows: Iterable[SheetRow]) -> list[str]:
    """In order of first appearance; the newest rows come first, so the oldest is asked first."""
    names = (name for row in reversed(list(rows)) for name, _value in row.cells)
    return list(dict.fromkeys(names))


def lines_of(rows: Iterable[SheetRow], columns: list[str], language: str) -> list[Line]:
    return [Line(row, row.request, _cells(dict(row.cells), columns, language)) for row in rows]


def _cells(values: dict[str, Any], columns: list[str], language: str) -> list[tuple[str, str]]:
    return [(name, _words(values.get(name), language)) for name in columns]


def _words(value: Any, language: str) -> str:
    if value is None:
        return ""
    said = worded(value, language)
    return said if len(said) <= LONGEST else said[:LONGEST].rstrip() + "…"
