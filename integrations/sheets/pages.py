"""The pages of spreadsheets in the admin: what came in, taking it out, a new file, a row less."""

from __future__ import annotations

from tempfile import TemporaryFile
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from integrations.sheets import files
from integrations.sheets.access import connections, opened
from integrations.sheets.files import SheetFile
from integrations.sheets.showing import columns_of, lines_of
from selfservice.parameters import number_of, text_of
from selfservice.privacy import audit
from selfservice.tenancy.access import may, need, person_of
from selfservice.tenancy.framing import framed
from selfservice.tenancy.roles import Action

SHOWN = 50
LONGEST_REASON = 200  # characters


@require_safe
def spreadsheets(request: HttpRequest) -> HttpResponse:
    """Every spreadsheet of the shop; the only one opens at once."""
    need(request, Action.WORK_SHEETS)
    found = list(files.counted(connections()).order_by("name", "created"))
    if len(found) == 1:
        return redirect("admin:integrations_connection_sheets", found[0].pk)
    may_connect = may(request, Action.MANAGE_CONNECTIONS)
    context = {"connections": found, "may_connect": may_connect}
    return framed(request, "sheets/list.html", _("Spreadsheets"), context)


@require_safe
def spreadsheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One file: its tables, and the newest rows of one of them. Reading them is audited."""
    file = opened(request, pk)
    tables = file.tables()
    if file.ended and not tables:
        raise Http404
    asked = text_of(request.GET, "table")
    names = [each["table"] for each in tables]
    table = asked if asked in names else next(iter(names), "")
    rows = file.newest(table, SHOWN)
    if rows:
        audit.record(file.connection.shop, person_of(request), "sheets.read", file.connection)
    columns = columns_of(rows)
    context = {
        "file": file,
        "tables": tables,
        "table": table,
        "columns": columns,
        "lines": lines_of(rows, columns, get_language() or "en"),
        "shown": SHOWN,
        "parts": file.parts(sum(each["count"] for each in tables)),
        "earlier": files.earlier(file.connection),
        "may_export": may(request, Action.EXPORT_DATA),
        "may_remove": may(request, Action.ERASE_DATA),
        "may_connect": may(request, Action.VIEW_CONNECTIONS),
    }
    return framed(request, "sheets/file.html", str(file.connection), context)


@require_POST
def download(request: HttpRequest, pk: UUID) -> FileResponse | HttpResponse:
    """People's data leaves the service here: by whom, which rows and what for is audited."""
    need(request, Action.EXPORT_DATA)
    file = opened(request, pk)
    parts = file.parts(file.rows().count())
    part = number_of(request.POST.get("part", "1")) or 0
    if not 1 <= part <= len(parts):
        raise Http404
    reason = text_of(request.POST, "reason", LONGEST_REASON).strip()
    if not reason:
        messages.error(request, _("Say what you need the file for. It is kept in the audit."))
        return _back(request, pk)
    first, last = parts[part - 1]
    why = f"{first}-{last}: {reason}"
    audit.record(
        file.connection.shop, person_of(request), "sheets.downloaded", file.connection, why
    )
    target = TemporaryFile()  # noqa: SIM115 - the answer closes it, and with that it is gone
    file.write(target, first, last)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=_file_name(file, part, len(parts)))


@require_POST
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    connection = opened(request, pk).connection
    count = files.start_new(connection, person_of(request))
    if count:
        said = ngettext(
            "A new file is started. The %(count)s row until now is below, as an earlier file.",
            "A new file is started. The %(count)s rows until now are below, as an earlier file.",
            count,
        )
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("The file is still empty, so it simply goes on."))
    return redirect("admin:integrations_connection_sheets", pk)


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One row, for good. One that is gone already is no fault of anybody's."""
    need(request, Action.ERASE_DATA)
    file = opened(request, pk)
    row = file.rows().filter(pk=_row_id(request)).first()
    if row is None:
        messages.info(request, _("That row was removed before."))
    else:
        files.remove(row, person_of(request))
        messages.success(request, _("The row is removed."))
    return _back(request, pk, keep=file.rows().exists())


def _back(request: HttpRequest, pk: UUID, keep: bool = True) -> HttpResponse:
    """To the file's page, to the table and the ended file that the address names if `keep`."""
    back = redirect("admin:integrations_connection_sheets", pk)
    rest = request.GET.urlencode()
    back["Location"] += f"?{rest}" if rest and keep else ""
    return back


def _row_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("row", ""))
    except ValueError as error:
        raise Http404 from error


def _file_name(file: SheetFile, part: int, parts: int) -> str:
    day = timezone.localdate(file.ended).isoformat()
    name = slugify(file.connection.name, allow_unicode=True) or "rows"
    return f"{name}-{day}{f'-{part}' if parts > 1 else ''}.xlsx"
