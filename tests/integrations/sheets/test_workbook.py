"""The file as a spreadsheet program finds it: nothing runs, numbers count, texts are texts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from integrations.sheets.cells import Place
from integrations.sheets.workbook import Row, write
from tests.integrations.sheets.hostile import PAYLOADS
from tests.integrations.sheets.reading import Book, Read, read

PRAGUE = Place("en", ZoneInfo("Europe/Prague"))
NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
CURRENCY = '#,##0.00 "CZK"'


def row(table: str = "Wishes", **cells: Any) -> Row:
    return Row(table, NOON, "5e551000", list(cells.items()))


def written(*rows: Row, place: Place = PRAGUE) -> Book:
    target = BytesIO()
    write(target, lambda: rows, place)
    return read(target.getvalue())


def only(value: Any) -> Read | None:
    return written(row(Value=value)).column("Wishes", "Value")[0]


@pytest.mark.parametrize("place", ["cell", "heading", "table"])
def test_nothing_that_was_typed_becomes_a_formula_or_a_link(place: str) -> None:
    assert len(PAYLOADS) >= 80
    rows = {
        "cell": [row(Said=each) for each in PAYLOADS],
        "heading": [row(**dict.fromkeys(PAYLOADS, "x"))],
        "table": [row(table=f"={number}+1") for number in range(80)],
    }[place]
    book = written(*rows)
    assert book.formulas == 0
    kinds = {
        cell.kind for sheet in book.sheets.values() for line in sheet for cell in line.values()
    }
    assert kinds == {"inlineStr", "n"}
    numbers = {
        letter
        for sheet in book.sheets.values()
        for line in sheet
        for letter, cell in line.items()
        if cell.kind == "n"
    }
    assert numbers == {"A"}  # when it was


def test_a_text_that_looks_like_a_formula_stays_text_when_it_is_edited() -> None:
    risky = [each for each in PAYLOADS if each[0] in "=+-@＝＋－＠\t\r"]
    cells = written(*(row(Said=each) for each in risky)).column("Wishes", "Said")
    assert len(cells) == len(risky)
    assert all(cell is not None and cell.quoted for cell in cells)


def test_what_was_typed_is_what_is_read() -> None:
    said = ["Žluťoučký kůň", "<b>&amp;</b>", "a\nb", " spaces ", "🫖", "_x003D_", "100 %"]
    cells = written(*(row(Said=each) for each in said)).column("Wishes", "Said")
    # The format writes what it takes for its own escape once more escaped.
    expected = [each.replace("_x003D_", "_x005F_x003D_") for each in said]
    assert [cell.value for cell in cells if cell] == expected


@pytest.mark.parametrize(
    ("value", "kind", "shown", "pattern"),
    [
        (3, "n", "3", ""),
        (2.5, "n", "2.5", ""),
        ("1299", "n", "1299", ""),
        ("-12.50", "n", "-12.5", ""),
        (True, "b", "1", ""),
        ({"amount": "1299.00", "currency": "CZK"}, "n", "1299", CURRENCY),
        ({"amount": "5", "currency": "JPY"}, "n", "5", '#,##0 "JPY"'),
        ("2026-07-01", "n", "46204", "yyyy-mm-dd"),
        ("2026-07-01T22:30:00+00:00", "n", "46205.02083333334", "yyyy-mm-dd hh:mm"),
        ("2026-07-01T22:30:00Z", "n", "46205.02083333334", "yyyy-mm-dd hh:mm"),
    ],
)
def test_numbers_amounts_and_dates_count(value: Any, kind: str, shown: str, pattern: str) -> None:
    assert only(value) == Read(kind, shown, pattern, False)


@pytest.mark.parametrize(
    "value",
    [
        *(
            "007",
            "+420777123456",
            "1e5",
            "1,5",
            "12 345",
            "0x10",
            "１２",
            "1_000",
            "NaN",
            "Infinity",
        ),
        *("123456789012", "12345678901234567890", 12345678901234567890, float("nan"), "-0012"),
        *("2026-13-45", "2026-02-30", "0001-01-01", "1899-12-31", "9999-12-31T23:59:59-14:00"),
        *("2026-07-01T99:00Z", "2026-07-01T10:00", "12:30"),
        *({"amount": "1e99", "currency": "CZK"}, {"amount": "NaN", "currency": "CZK"}),
        *({"amount": "1", "currency": '"@;'}, {"amount": None, "currency": None}, {"a": [1]}),
    ],
)
def test_what_only_looks_like_a_number_or_a_date_stays_text(value: Any) -> None:
    cell = only(value)
    assert cell is None or cell.kind == "inlineStr"


def test_a_column_with_one_text_is_a_column_of_texts() -> None:
    numbers = written(row(Order="1001"), row(Order="1002")).column("Wishes", "Order")
    assert [cell.kind for cell in numbers if cell] == ["n", "n"]
    mixed = written(row(Order="1001"), row(Order="A-17")).column("Wishes", "Order")
    assert [cell.kind for cell in mixed if cell] == ["inlineStr", "inlineStr"]


def test_lists_and_items_are_written_in_words() -> None:
    items = [{"name": "Mug", "quantity": 2}, {"name": "Tea", "quantity": 1}]
    cell = only(items)
    assert cell is not None
    assert cell.value == "2 × Mug; Tea"


def test_columns_stand_in_the_order_in_which_they_came() -> None:
    book = written(row(Order="1", Wish="Tea"), row(Wish="Mug", Colour="red"), row())
    assert book.lines("Wishes")[0] == ["When", "Request", "Order", "Wish", "Colour"]
    assert [bool(each) for each in book.column("Wishes", "Colour")] == [False, True, False]
    assert book.column("Wishes", "Request")[0] == Read("inlineStr", "5e551000", "", False)


def test_when_is_told_by_the_shops_own_clock() -> None:
    assert written(row()).column("Wishes", "When")[0] == Read(
        "n", "46204.58333333334", "yyyy-mm-dd hh:mm", False
    )


def test_each_table_is_a_sheet_whose_first_line_stays() -> None:
    book = written(row("Returns"), row("returns"), row("Wishes"))
    assert list(book.sheets) == ["Returns", "returns (2)", "Wishes"]
    assert all(book.frozen.values())


def test_a_file_without_rows_can_be_opened() -> None:
    assert written().lines("Rows") == [["When", "Request"]]


def test_what_came_while_the_file_was_written_waits_for_the_next() -> None:
    """The rows are read twice; the second time there may be more."""
    turns: list[list[Row]] = [
        [row(Wish="Tea")],
        [row(Wish="Tea", Late="x"), row("Later", Wish="x")],
    ]

    def rows() -> Iterable[Row]:
        return turns.pop(0)

    target = BytesIO()
    write(target, rows, PRAGUE)
    book = read(target.getvalue())
    assert book.lines("Wishes")[0] == ["When", "Request", "Wish"]
    assert list(book.sheets) == ["Wishes"]


def test_a_long_text_is_cut_where_the_format_ends() -> None:
    cell = only("🫖" * 40_000)
    assert cell is not None
    assert cell.value == "🫖" * 16_383
