"""The pages of spreadsheets: who may see rows, take them out, start a new file, remove one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from integrations.models import Connection, SheetRow
from integrations.sheets import files
from selfservice import clock
from selfservice.privacy.audit import verify
from selfservice.privacy.models import AuditEvent
from selfservice.privacy.retention import remove_overdue
from selfservice.tenancy.models import Member, Role, Shop, User
from tests.integrations.sheets.conftest import Note
from tests.integrations.sheets.hostile import PAYLOADS
from tests.integrations.sheets.reading import Book, read

LIST = "admin:integrations_sheetrow_changelist"
FILE = "admin:integrations_connection_sheets"
NEW_YEAR_IN_PRAGUE = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def at(sheets: Connection, what: str = "") -> str:
    return reverse(FILE + what, args=[sheets.pk])


REASON = "The yearly accounts"


def taken(client: Client, sheets: Connection, part: int = 1, **asked: Any) -> Book:
    posted = {"reason": REASON, "part": part}
    answer: Any = client.post(at(sheets, "_download"), posted, query_params=asked)
    assert answer.status_code == 200
    return read(b"".join(answer.streaming_content))


def audited(action: str) -> int:
    return AuditEvent.objects.filter(action=f"sheets.{action}").count()


@pytest.mark.parametrize(("role", "status"), [("agent", 200), ("designer", 403), ("auditor", 403)])
def test_rows_are_for_those_who_work_on_requests(
    sheets: Connection, note: Note, agent: User, client: Client, role: str, status: int
) -> None:
    Member.objects.filter(user=agent).update(role=Role(role))
    row = note(Contact="jane@example.com")
    client.force_login(agent)
    assert client.get(at(sheets)).status_code == status
    assert client.get(reverse(LIST)).status_code == (302 if status == 200 else 403)
    assert (reverse(LIST) in client.get(reverse("admin:index")).content.decode()) == (status == 200)
    assert client.post(at(sheets, "_start")).status_code == (302 if status == 200 else 403)
    assert client.post(at(sheets, "_remove"), {"row": row.pk}).status_code == 403
    assert client.post(at(sheets, "_download"), {"reason": REASON}).status_code == 403
    assert audited("downloaded") == 0


def test_an_agent_is_not_offered_what_only_the_owner_may(
    sheets: Connection, note: Note, owner: User, agent: User, client: Client
) -> None:
    note(Contact="jane@example.com")
    pages = {}
    for person in (owner, agent):
        client.force_login(person)
        pages[person] = client.get(at(sheets)).content.decode()
    assert at(sheets, "_download") in pages[owner]
    assert at(sheets, "_download") not in pages[agent]
    assert "owner can take the rows out as a file" in pages[agent]


@pytest.mark.parametrize("reason", [{}, {"reason": ""}, {"reason": " \x00 "}])
def test_rows_leave_for_a_reason_only(
    sheets: Connection, note: Note, owner: User, client: Client, reason: dict[str, str]
) -> None:
    note(Contact="jane@example.com")
    client.force_login(owner)
    page = client.post(at(sheets, "_download"), reason, follow=True)
    assert "Say what you need the file for." in page.content.decode()
    assert client.get(at(sheets, "_download")).status_code == 405
    assert audited("downloaded") == 0


def test_another_shops_spreadsheet_is_not_there(
    sheets: Connection, note: Note, stranger: User, client: Client
) -> None:
    row = note(Contact="jane@example.com")
    client.force_login(stranger)
    assert client.get(at(sheets)).status_code == 404
    for what in ("_start", "_remove", "_download"):
        posted = {"row": row.pk, "reason": REASON}
        assert client.post(at(sheets, what), posted).status_code == 404
    assert SheetRow.objects.filter(ended=None).count() == 1


def test_the_newest_rows_are_shown_and_reading_them_is_audited(
    sheets: Connection, note: Note, agent: User, client: Client
) -> None:
    for number in range(52):
        note(Number=f"N{number:02}")
    note("Returns", Reason="Too <small>")
    client.force_login(agent)
    page = client.get(at(sheets), {"table": "Wishes"}).content.decode()
    assert "N51" in page and "N02" in page and "N01" not in page
    assert "The newest 50 of 52 rows" in page
    assert "Too &lt;small&gt;" in client.get(at(sheets)).content.decode()
    assert audited("read") == 2


def test_an_empty_spreadsheet_says_how_it_is_filled(
    sheets: Connection, owner: User, client: Client
) -> None:
    client.force_login(owner)
    answer = client.get(reverse(LIST), follow=True)
    assert "Add a row to a spreadsheet" in answer.content.decode()
    assert at(sheets, "_download") not in answer.content.decode()
    assert client.post(at(sheets, "_download"), {"reason": REASON}).status_code == 404
    assert audited("read") == 0


def test_a_shop_without_a_spreadsheet_is_told_where_to_add_one(
    shop: Shop, owner: User, agent: User, client: Client
) -> None:
    client.force_login(owner)
    add = reverse("admin:integrations_connection_add")
    assert add in client.get(reverse(LIST)).content.decode()
    client.force_login(agent)
    assert add not in client.get(reverse(LIST)).content.decode()


@time_machine.travel(NEW_YEAR_IN_PRAGUE)
def test_the_file_holds_every_table_and_taking_it_is_audited(
    sheets: Connection, note: Note, owner: User, client: Client
) -> None:
    note(Wish="Tea", Pieces=3)
    note(Wish="Mug", Colour="red")
    note("Returns", Order="007")
    client.force_login(owner)
    answer = client.post(at(sheets, "_download"), {"reason": REASON})
    assert 'filename="our-sheets-2027-01-01.xlsx"' in answer["Content-Disposition"]
    book = taken(client, sheets)
    assert list(book.sheets) == ["Returns", "Wishes"]
    assert book.lines("Wishes")[0] == ["When", "Request", "Wish", "Pieces", "Colour"]
    assert [each and each.kind for each in book.column("Wishes", "Pieces")] == ["n", None]
    assert [each and each.kind for each in book.column("Returns", "Order")] == ["inlineStr"]
    whys = AuditEvent.objects.filter(action="sheets.downloaded").values_list("why", flat=True)
    assert list(whys) == [f"1-3: {REASON}"] * 2


def test_what_shoppers_type_never_becomes_a_formula(
    sheets: Connection, note: Note, owner: User, client: Client
) -> None:
    for payload in PAYLOADS:
        note(Said=payload, **{payload[:200]: "heading"})
    client.force_login(owner)
    assert taken(client, sheets).formulas == 0
    page = client.get(at(sheets))
    assert page.status_code == 200
    assert "<f>1+1" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 1000])
def test_a_download_costs_the_same_however_many_rows(
    sheets: Connection, note: Note, owner: User, client: Client, count: int
) -> None:
    first = note(Wish="Tea")
    SheetRow.objects.bulk_create(
        SheetRow(
            shop=first.shop, connection=sheets, table="Wishes", key=uuid4().hex, cells=first.cells
        )
        for _each in range(count - 1)
    )
    client.force_login(owner)
    client.get(at(sheets))
    with CaptureQueriesContext(
        database,
    ) as asked:
        book = taken(client, sheets)
    assert len(book.lines("Wishes")) == count + 1
    rows = [each for each in asked.captured_queries if "integrations_sheetrow" in each["sql"]]
    assert len(rows) == 4  # one finds the spreadsheet, one counts, two read
    assert len(asked.captured_queries) <= 16


def test_a_file_beyond_the_limit_comes_in_parts(
    sheets: Connection, note: Note, owner: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    for wish in ("Tea", "Mug", "Pot"):
        note(Wish=wish)
    client.force_login(owner)
    page = client.get(at(sheets)).content.decode()
    assert "One download holds at most 2 rows" in page
    assert "Download rows 3 to 3" in page
    wishes = [
        [each.value for each in taken(client, sheets, part=part).column("Wishes", "Wish") if each]
        for part in (1, 2)
    ]
    assert wishes == [["Tea", "Mug"], ["Pot"]]
    for part in ("3", "0", "-1", "x", "9" * 40):
        posted = {"part": part, "reason": REASON}
        assert client.post(at(sheets, "_download"), posted).status_code == 404


def test_a_new_file_begins_empty_and_the_old_one_can_still_be_taken(
    sheets: Connection, note: Note, owner: User, client: Client
) -> None:
    note(Wish="Tea")
    client.force_login(owner)
    client.post(at(sheets, "_start"))
    ended = SheetRow.objects.get().ended
    assert ended is not None
    note(Wish="Mug")
    assert "Tea" not in client.get(at(sheets)).content.decode()
    assert "Tea" in client.get(at(sheets), {"ended": ended.isoformat()}).content.decode()
    old = taken(client, sheets, ended=ended.isoformat())
    assert [each and each.value for each in old.column("Wishes", "Wish")] == ["Tea"]
    new = taken(client, sheets)
    assert [each and each.value for each in new.column("Wishes", "Wish")] == ["Mug"]
    assert audited("ended") == 1


def test_an_empty_file_is_not_ended(sheets: Connection, owner: User, client: Client) -> None:
    client.force_login(owner)
    page = client.post(at(sheets, "_start"), follow=True).content.decode()
    assert "simply goes on" in page
    assert audited("ended") == 0


@pytest.mark.parametrize("ended", ["x", "2026-01-01", "2026-01-01T00:00:00Z", "\x00", "9" * 99])
def test_a_file_that_never_was_is_not_there(
    sheets: Connection, note: Note, owner: User, client: Client, ended: str
) -> None:
    note(Wish="Tea")
    client.force_login(owner)
    asked = {"ended": ended}
    assert client.get(at(sheets), asked).status_code == 404
    download = client.post(at(sheets, "_download"), {"reason": REASON}, query_params=asked)
    assert download.status_code == 404


def test_a_row_is_removed_for_good_and_that_is_audited(
    sheets: Connection, note: Note, owner: User, client: Client
) -> None:
    gone, kept = note(Wish="Tea"), note(Wish="Mug")
    client.force_login(owner)
    client.post(at(sheets, "_remove"), {"row": gone.pk})
    assert SheetRow.objects.get() == kept
    event = AuditEvent.objects.get(action="sheets.row_removed")
    assert (event.actor, event.object) == (owner.pk, str(gone.pk))
    assert verify(sheets.shop) is None
    again = client.post(at(sheets, "_remove"), {"row": gone.pk}, follow=True)
    assert "removed before" in again.content.decode()
    assert client.post(at(sheets, "_remove"), {"row": "x"}).status_code == 404


def test_a_row_of_another_spreadsheet_is_not_removed_here(
    sheets: Connection, note: Note, owner: User, client: Client
) -> None:
    row = note(Wish="Tea")
    other = Connection.objects.create(shop=sheets.shop, connector="spreadsheet_file", name="Other")
    client.force_login(owner)
    client.post(at(other, "_remove"), {"row": row.pk})
    assert SheetRow.objects.filter(pk=row.pk).exists()


def test_of_several_spreadsheets_one_is_chosen(
    sheets: Connection, note: Note, owner: User, client: Client
) -> None:
    Connection.objects.create(shop=sheets.shop, connector="spreadsheet_file", name="Other")
    Connection.objects.create(shop=sheets.shop, connector="email", name="No spreadsheet")
    note(Wish="Tea")
    note(Wish="Mug")
    client.force_login(owner)
    page = client.get(reverse(LIST)).content.decode()
    assert "2 rows" in page and "0 rows" in page and "Other" in page
    assert "No spreadsheet" not in page


def test_the_connections_page_leads_to_the_rows(
    sheets: Connection, owner: User, agent: User, client: Client
) -> None:
    address = reverse("admin:integrations_connection_change", args=[sheets.pk])
    client.force_login(owner)
    assert at(sheets) in client.get(address).content.decode()
    Member.objects.filter(user=agent).update(role=Role.DESIGNER)
    client.force_login(agent)
    assert at(sheets) not in client.get(address).content.decode()


def test_rows_go_when_their_time_is_over(sheets: Connection, note: Note) -> None:
    old = note(Wish="Tea")
    note(Wish="Mug")
    SheetRow.objects.filter(pk=old.pk).update(at=clock.now() - timedelta(days=731))
    assert remove_overdue()["integrations.SheetRow"] == 1
