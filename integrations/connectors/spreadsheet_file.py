"""A spreadsheet of the shop's own: rows are kept here and taken out as an .xlsx file."""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from integrations.capabilities import Call, Idempotency
from integrations.connectors.base import Connector
from integrations.models import SheetRow
from integrations.sheets.appending import append
from integrations.values import Receipt


class SpreadsheetFile(Connector):
    label: ClassVar[str | Promise] = _("Spreadsheet file (xlsx)")
    local: ClassVar[bool] = True
    idempotency: Idempotency = "native"

    def append_row(self, call: Call) -> Receipt:
        return Receipt(reference=str(append(self.connection, call)))

    def test(self) -> str:
        rows = SheetRow.objects.filter(connection=self.connection, ended=None).count()
        return gettext("Ready. Rows in its file now: %(count)s.") % {"count": rows}
