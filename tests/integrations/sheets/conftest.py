"""A spreadsheet of Anna's shop, and rows in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from integrations.capabilities import Call
from integrations.models import Connection, SheetRow
from integrations.sheets.appending import append
from selfservice.tenancy.models import Shop
from tests.integrations.conftest import SESSION

Note = Callable[..., SheetRow]


@pytest.fixture
def sheets(in_shop: Shop) -> Iterator[Connection]:
    yield Connection.objects.create(shop=in_shop, connector="spreadsheet_file", name="Our sheets")


@pytest.fixture
def note(sheets: Connection) -> Note:
    """Adds a row as a delivery would; each call has a key of its own."""

    def add(table: str = "Wishes", key: str = "", **cells: Any) -> SheetRow:
        call = Call(key or uuid4().hex, {"table": table, "row": cells}, {"session": str(SESSION)})
        return append(sheets, call)

    return add
