"""Who may open which spreadsheet: another shop's is not there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from integrations.models import Connection, SheetRow
from integrations.sheets.files import SheetFile
from selfservice.tenancy.access import may, need
from selfservice.tenancy.roles import Action

CONNECTOR = "spreadsheet_file"


def may_open(request: HttpRequest, connection: Connection) -> bool:
    return connection.connector == CONNECTOR and may(request, Action.WORK_SHEETS)


def connections() -> QuerySet[Connection]:
    """Those that take rows, and those that once did and still keep some."""
    kept = SheetRow.objects.values("connection")
    return Connection.objects.filter(Q(connector=CONNECTOR) | Q(pk__in=kept))


def opened(request: HttpRequest, pk: UUID) -> SheetFile:
    """The file that goes on, or the one that was ended when the address says.

    The scope of the request hides what belongs to other shops.
    """
    need(request, Action.WORK_SHEETS)
    connection = get_object_or_404(connections().select_related("shop"), pk=pk)
    given = request.GET.get("ended", "")
    try:
        ended = datetime.fromisoformat(given) if given else None
    except ValueError as error:
        raise Http404 from error
    if ended is not None and ended.tzinfo is None:
        raise Http404
    return SheetFile(connection, ended)
