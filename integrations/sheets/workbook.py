"""Writes rows as an .xlsx file: text stays text whatever it looks like, numbers and dates count.

The rows are read twice and never held all at once: first for the columns, then to write them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from integrations.sheets.cells import Cell, Place, text
from integrations.sheets.columns import Columns, Pairs
from integrations.sheets.names import LONGEST_TABLE, apart
from integrations.values import Money

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
# A program that edits such a text would read it as a formula, unless it is marked as text.
RISKY = tuple("=+-@\t\r\n|%＝＋－＠")


@dataclass(frozen=True, slots=True)
class Row:
    table: str
    at: datetime
    request: str
    cells: Pairs


def write(target: IO[bytes], read: Callable[[], Iterable[Row]], place: Place) -> None:
    """`read` gives the same rows each time, those of one table together."""
    tables = _surveyed(read(), place)
    with (
        TemporaryDirectory() as folder,  # what is written there goes whatever happens
        Workbook(target, {**OPTIONS, "tmpdir": folder}) as book,
        translation.override(place.language),
    ):
        names = apart(tables or [_("Rows")], LONGEST_TABLE)
        formats = _Formats(book)
        sheets = {
            table: _Sheet(book.add_worksheet(name), formats, tables.get(table) or Columns(place))
            for table, name in zip(tables or names, names, strict=True)
        }
        for row in read():
            # A table that began after its columns were counted waits for the next file.
            if row.table in tables:
                sheets[row.table].add(row, place)


def _surveyed(rows: Iterable[Row], place: Place) -> dict[str, Columns]:
    tables: dict[str, Columns] = {}
    for row in rows:
        tables.setdefault(row.table, Columns(place)).see(row.cells)
    return tables


class _Formats:
    """Each made once for the whole file."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, dict[str, Any]()
        self.bold = book.add_format({"bold": True})
        self.quoted = book.add_format({"quote_prefix": True})

    def numbered(self, pattern: str) -> Any:
        if pattern not in self._made:
            self._made[pattern] = self._book.add_format({"num_format": pattern})
        return self._made[pattern]


class _Sheet:
    """One table, written from its first line to its last."""

    def __init__(self, sheet: Any, formats: _Formats, columns: Columns) -> None:
        self._sheet, self._formats, self._columns = sheet, formats, columns
        self._line = 0
        sheet.freeze_panes(1, 0)
        self._head(0, _("When"), 17)
        self._head(1, _("Request"), 10)
        for name, column in columns.named():
            self._head(column.index + 2, name, column.width)

    def add(self, row: Row, place: Place) -> None:
        self._line += 1
        self._put(0, row.at.astimezone(place.zone))
        self._put(1, row.request)
        for index, cell in self._columns.placed(row.cells):
            self._put(index + 2, cell)

    def _head(self, index: int, name: str, width: int) -> None:
        self._sheet.set_column(index, index, width)
        self._sheet.write_string(0, index, _harmless(name), self._formats.bold)

    def _put(self, index: int, cell: Cell) -> None:
        place = (self._line, index)
        if isinstance(cell, bool):
            self._sheet.write_boolean(*place, cell)
        elif isinstance(cell, datetime):
            moment = cell.replace(tzinfo=None)
            self._sheet.write_datetime(*place, moment, self._formats.numbered(MOMENT))
        elif isinstance(cell, date):
            self._sheet.write_datetime(*place, cell, self._formats.numbered(DAY))
        elif isinstance(cell, Money):
            pattern = _money_pattern(cell)
            self._sheet.write_number(*place, float(cell.amount), self._formats.numbered(pattern))
        elif isinstance(cell, int | float | Decimal):
            self._sheet.write_number(*place, float(cell))
        elif cell is not None:
            self._write_text(place, cell)

    def _write_text(self, place: tuple[int, int], given: str) -> None:
        clean = _harmless(given)
        quoted = self._formats.quoted if clean.startswith(RISKY) else None
        self._sheet.write_string(*place, clean, quoted)


def _money_pattern(money: Money) -> str:
    places = max(0, -int(money.amount.as_tuple().exponent))
    return f'#,##0{"." + "0" * places if places else ""} "{money.currency}"'


def _harmless(given: str) -> str:
    """The library writes what stands between these two tags into the file unescaped."""
    clean = text(given)
    return f"{clean} " if clean.startswith("<r>") and clean.endswith("</r>") else clean
