"""Finds the columns of a table from its rows: in order of first appearance, with their widths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from integrations.sheets.cells import Cell, Place, typed
from integrations.values import Money

NARROWEST, WIDEST = 8, 60
MOST = 500  # far beyond what anybody reads; a file may hold 16,384

Pairs = Iterable[tuple[str, Any]]


@dataclass(slots=True)
class Column:
    """`in_words` once a text was seen there: digits beside texts are no quantities either."""

    index: int
    width: int
    in_words: bool = False

    def see(self, cell: Cell) -> None:
        self.in_words |= isinstance(cell, str)
        self.width = max(self.width, min(len(shown(cell)), WIDEST))


class Columns:
    """Grows with every row it sees."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._found: dict[str, Column] = {}

    def see(self, pairs: Pairs) -> None:
        for name, value in pairs:
            column = self._found.get(name)
            if column is None and len(self._found) < MOST:
                width = max(NARROWEST, min(len(name) + 2, WIDEST))
                column = self._found[name] = Column(len(self._found), width)
            if column is not None:
                column.see(typed(value, self._place))

    def named(self) -> Iterable[tuple[str, Column]]:
        return self._found.items()

    def placed(self, pairs: Pairs) -> Iterable[tuple[int, Cell]]:
        """Where each value goes and as what; a column that was never seen has no place."""
        for name, value in pairs:
            column = self._found.get(name)
            if column is None:
                continue
            as_text = column.in_words and isinstance(value, str)
            yield column.index, value if as_text else typed(value, self._place)


def shown(cell: Cell) -> str:
    """About what stands in the cell, to measure it."""
    if isinstance(cell, Money):
        return f"{cell.amount} {cell.currency}"
    lines = ("" if cell is None else str(cell)).splitlines() or [""]
    return max(lines, key=len)
