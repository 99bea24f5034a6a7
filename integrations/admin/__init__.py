"""The admin's pages about connections, what they carried out, and the rows they keep."""

from __future__ import annotations

from django.contrib import admin

from integrations.admin.autonomy import SettingAdmin
from integrations.admin.connections import ConnectionAdmin
from integrations.admin.deliveries import DeliveryAdmin
from integrations.models import SheetRow
from integrations.sheets.admin import SheetRowAdmin

__all__ = ["ConnectionAdmin", "DeliveryAdmin", "SettingAdmin", "SheetRowAdmin"]

admin.site.register(SheetRow, SheetRowAdmin)
