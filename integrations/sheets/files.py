"""The files of a spreadsheet connection: the one that goes on, and those that were ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, TypedDict
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet

from integrations.models import Connection, SheetRow
from integrations.sheets.cells import Place
from integrations.sheets.workbook import Row, write
from selfservice import clock
from selfservice.privacy import audit
from selfservice.tenancy.models import User

MOST_ROWS = 100_000  # in one download
CHUNK = 1_000  # rows held at once


class Table(TypedDict):
    table: str
    count: int
    newest: datetime


class Ended(TypedDict):
    """An earlier file: when it was ended, how many rows it has, and when its first one came."""

    ended: datetime
    count: int
    first: datetime


@dataclass(frozen=True, slots=True)
class SheetFile:
    """`ended` is None for the file that goes on. All of it within the shop's scope."""

    connection: Connection
    ended: datetime | None = None

    def rows(self) -> QuerySet[SheetRow]:
        ended = {"ended__isnull": True} if self.ended is None else {"ended": self.ended}
        return SheetRow.objects.filter(connection=self.connection, **ended)

    def tables(self) -> list[Table]:
        """Those with the newest rows first."""
        counted = self.rows().order_by().values("table")
        found = counted.annotate(count=Count("pk"), newest=Max("at"))
        return list(found.order_by("-newest", "table"))

    def newest(self, table: str, most: int) -> list[SheetRow]:
        return list(self.rows().filter(table=table).order_by("-at", "-id")[:most])

    def parts(self, count: int) -> list[tuple[int, int]]:
        """The first and last number of the rows of each download."""
        return [(first + 1, min(first + MOST_ROWS, count)) for first in range(0, count, MOST_ROWS)]

    def write(self, target: IO[bytes], first: int, last: int) -> None:
        shop = self.connection.shop
        place = Place(shop.default_language, ZoneInfo(shop.time_zone))
        wanted = self.rows().order_by("table", "at", "id")[first - 1 : last]
        write(target, lambda: _read(wanted), place)


def earlier(connection: Connection) -> list[Ended]:
    rows = SheetRow.objects.filter(connection=connection, ended__isnull=False)
    counted = rows.order_by().values("ended").annotate(count=Count("pk"), first=Min("at"))
    return list(counted.order_by("-ended"))  # type: ignore[arg-type]


def start_new(connection: Connection, by: User) -> int:
    """Ends the file that goes on; its rows stay together. How many they were."""
    with transaction.atomic():
        count: int = SheetFile(connection).rows().update(ended=clock.now())
        if count:
            audit.record(connection.shop, by, "sheets.ended", connection, why=str(count))
    return count


def remove(row: SheetRow, by: User) -> None:
    """For good: nothing of what stood there is kept, not even in the audit."""
    with transaction.atomic():
        audit.record(row.shop, by, "sheets.row_removed", row)
        row.delete()


def counted(connections: QuerySet[Connection]) -> QuerySet[Connection]:
    """With `rows` and `newest` of the file that goes on."""
    going_on = Q(sheetrow__ended__isnull=True)
    return connections.annotate(
        rows=Count("sheetrow", filter=going_on), newest=Max("sheetrow__at", filter=going_on)
    )


def _read(rows: QuerySet[SheetRow]) -> Iterator[Row]:
    for row in rows.iterator(chunk_size=CHUNK):
        yield Row(row.table, row.at, row.request, [(name, value) for name, value in row.cells])
