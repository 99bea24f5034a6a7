"""A row comes in once for each key, in the flow's own columns or with all that was answered."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection as database

from integrations import outbox
from integrations.capabilities import Call
from integrations.connectors import connect
from integrations.connectors.spreadsheet_file import SpreadsheetFile
from integrations.demo_shop.setting_up import connect_demo
from integrations.models import Connection, SheetRow, State
from integrations.sheets.appending import append
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.at_once import AtOnce
from tests.integrations.conftest import SESSION
from tests.integrations.orders import carried_out, request

CASE = {
    "session": str(SESSION),
    "facts": {"order": {"number": "1001"}},
    "transcript": [
        {"question": "Co si přejete k objednávce 1001?", "title": "Wish", "answer": "A mug"},
        {"question": "You asked", "title": "", "answer": "Where is it?"},
        {"question": "Anything else?", "answer": ""},
        {"question": "What do you wish?", "title": "Wish", "answer": "Two\nmugs"},
    ],
}


@pytest.fixture
def sheets(demo: Shop) -> SpreadsheetFile:
    connector = connect(Connection.objects.get(connector="spreadsheet_file"))
    assert isinstance(connector, SpreadsheetFile)
    return connector


def _call(key: str = "key-1", case: dict[str, Any] | None = None, **arguments: Any) -> Call:
    return Call(key, {"table": "Wishes"} | arguments, CASE if case is None else case)


def test_the_columns_are_those_the_flow_names(sheets: SpreadsheetFile) -> None:
    sheets.append_row(_call(row={"Order": "1001", "Wish": ["Tea", "Mug"], "Note": None}))
    row = SheetRow.objects.get()
    assert row.cells == [["Order", "1001"], ["Wish", ["Tea", "Mug"]], ["Note", None]]
    assert (row.table, row.session) == ("Wishes", SESSION)


def test_without_columns_everything_that_was_answered_is_the_row(sheets: SpreadsheetFile) -> None:
    sheets.append_row(_call())
    assert SheetRow.objects.get().cells == [
        ["Order", "1001"],
        ["Wish", "A mug"],
        ["You asked", "Where is it?"],
        ["Wish (2)", "Two\nmugs"],
    ]


@pytest.mark.parametrize("case", [{}, {"session": "no-uuid", "facts": [], "transcript": None}])
def test_a_poor_case_is_a_row_all_the_same(sheets: SpreadsheetFile, case: dict[str, Any]) -> None:
    sheets.append_row(_call(case=case))
    sheets.append_row(_call("key-2", case=case, row="only this"))
    assert [row.cells for row in SheetRow.objects.all()] == [[], [["Value", "only this"]]]


def test_a_repeated_call_is_one_row(sheets: SpreadsheetFile) -> None:
    references = {sheets.append_row(_call(row={"Wish": str(n)})).reference for n in range(3)}
    assert len(references) == 1
    assert SheetRow.objects.get().cells == [["Wish", "0"]]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Back in stock", "Back in stock"),
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("  'quoted'  ", "quoted"),
        ("x" * 40, "x" * 31),
        ("a\x00b\ud800c\nd", "a b c d"),
        ("History", "History "),
        ("[]", "Rows"),
        (None, "Rows"),
        (7, "7"),
    ],
)
def test_a_table_has_a_name_that_the_format_takes(
    sheets: SpreadsheetFile, wanted: object, name: str
) -> None:
    sheets.append_row(_call(table=wanted, row={}))
    assert SheetRow.objects.get().table == name


def test_headings_are_short_and_apart(sheets: SpreadsheetFile) -> None:
    sheets.append_row(_call(row={"a\nb": 1, "a b": 2, "A B": 3, "x" * 500: 4}))
    names = [name for name, _value in SheetRow.objects.get().cells]
    assert names == ["a b", "a b (2)", "A B (3)", "x" * 119 + "…"]


def test_nothing_of_a_row_can_be_read_in_the_database(sheets: SpreadsheetFile) -> None:
    sheets.append_row(_call(row={"Contact": "jane@example.com"}))
    with database.cursor() as cursor:
        cursor.execute("SELECT * FROM integrations_sheetrow")
        assert "jane" not in str(cursor.fetchall())


def test_a_delivery_ends_as_a_row(demo: Shop) -> None:
    wish = request("append_row", table="Wishes", row={"Wish": "Tea"})
    done = carried_out(outbox.put(demo, wish))
    assert done.state == State.DONE
    assert SheetRow.objects.get(key=done.key).cells == [["Wish", "Tea"]]
    assert outbox.put(demo, wish) == done


def test_it_says_how_many_rows_it_has(sheets: SpreadsheetFile) -> None:
    sheets.append_row(_call())
    assert sheets.test() == "Ready. Rows in its file now: 1."


def test_workers_at_once_with_one_key_make_one_row(at_once: AtOnce) -> None:
    """Set up in a thread too, because only threads see the database that they share."""

    def connected(_number: int) -> Shop:
        shop = Shop.objects.create(key="anna", name="Anna's Shop", languages=["en"])
        connect_demo(shop)
        return shop

    [shop] = at_once(1, connected)

    def added(number: int) -> SheetRow:
        with within(shop):
            sheets = Connection.objects.select_related("shop").get(connector="spreadsheet_file")
            return append(sheets, Call("one key", {"table": "Wishes", "row": {"By": number}}, {}))

    assert len({row.pk for row in at_once(4, added)}) == 1
