"""Puts the pages of spreadsheets into the admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from integrations.sheets import pages
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin

View = Callable[..., HttpResponseBase]


class SheetRowAdmin(ShopAdmin):
    """No page of one row, and nothing is typed into one: they are read, taken out and removed."""

    actions_needed: ClassVar[dict[str, Action]] = {"list": Action.WORK_SHEETS}
    actions = None

    def get_urls(self) -> list[URLPattern]:
        own: list[tuple[str, View, str]] = [
            ("", pages.spreadsheets, "sheetrow_changelist"),
            ("<uuid:pk>/", pages.spreadsheet, "connection_sheets"),
            ("<uuid:pk>/download/", pages.download, "connection_sheets_download"),
            ("<uuid:pk>/start/", pages.start, "connection_sheets_start"),
            ("<uuid:pk>/remove/", pages.remove, "connection_sheets_remove"),
        ]
        wrap = self.admin_site.admin_view
        ours = [path(route, wrap(view), name=f"integrations_{name}") for route, view, name in own]
        return [*ours, *super().get_urls()]
