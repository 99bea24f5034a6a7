"""Rows in the shop's spreadsheets are told to the shopper, and erased at their wish."""

from __future__ import annotations

import json

import pytest

from flows import runtime
from integrations.capabilities import Call
from integrations.models import Connection, SheetRow
from integrations.sheets.appending import append
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App
from tests.flows.api.test_data import PATH, parts


@pytest.fixture
def noted(app: App) -> App:
    """A row with a fact that needs a proof, and one of another session."""
    app.start()
    app.answer(step="which", values=ORDER)
    with within(app.shop):
        sheets = Connection.objects.get(connector="spreadsheet_file")
        session = str(runtime.find(app.token).session.pk)
        row = {"Wish": "Tea", "Address": "Long Street 1", "Note": ""}
        append(sheets, Call("k1", {"table": "Wishes", "row": row}, {"session": session}))
        append(sheets, Call("k2", {"table": "Wishes", "row": row}, {}))
    return app


def test_a_row_is_told_without_what_may_need_a_proof(noted: App) -> None:
    told = parts(noted)["rows"]
    assert [(each["label"], each["value"]) for each in told["items"]] == [
        ("Wishes", "Wish, Address")
    ]
    assert "Long Street" not in json.dumps(told)


def test_rows_of_the_session_are_erased_and_no_others(noted: App) -> None:
    _status, body = noted.erase(PATH)
    assert "What the shop noted in its spreadsheets" in body["erased"]
    with within(noted.shop):
        assert [row.key for row in SheetRow.objects.all()] == ["k2"]
