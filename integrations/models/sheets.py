"""Rows of a shop's own spreadsheets, kept here until somebody takes them out as a file."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrations.models.connections import Connection
from selfservice.clock import now
from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedJSONField
from selfservice.tenancy.owned import ShopOwned


class SheetRow(ShopOwned):
    """One row. `cells` are pairs of column and value, in the order in which they stand.

    `key` is that of the delivery that brought it, so a repeated call adds nothing. `ended` is
    when somebody started a new file: rows with the same moment are one finished file, rows
    without it are the file that goes on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    connection = models.ForeignKey(
        Connection, on_delete=models.CASCADE, verbose_name=_("connection")
    )
    table = models.CharField(_("table"), max_length=31)
    key = models.CharField(max_length=64, unique=True)
    session = models.UUIDField(_("session"), null=True, db_index=True)
    cells = SealedJSONField(_("cells"), default=list)
    at = models.DateTimeField(_("when"), default=now)
    ended = models.DateTimeField(null=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.TICKET,
        since="at",
        internal="id shop connection table key session at ended",
        content="cells",
    )

    class Meta:
        verbose_name = _("spreadsheet row")
        verbose_name_plural = _("spreadsheet rows")
        ordering = ("at", "id")
        indexes = [
            models.Index(fields=["connection", "ended", "table", "at", "id"], name="sheet_rows"),
            models.Index(fields=["at"], name="sheet_rows_overdue"),
        ]

    @property
    def request(self) -> str:
        """The short name of the session that it came of, for people; empty without one."""
        return str(self.session or "")[:8]

    def __str__(self) -> str:
        return f"{self.table} {str(self.pk)[:8]}"
