"""What shoppers did: a list of sessions, and each one's transcript, to read only."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.urls import URLPattern, path

from flows.builder.pages.reading import session_page
from flows.models import Session
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin


@admin.register(Session)
class SessionAdmin(ShopAdmin):
    actions_needed: ClassVar[dict[str, str]] = {"view": Action.VIEW_SESSIONS}
    list_display = ["started", "language", "outcome", "page", "last_used", "preview"]
    list_filter = ["outcome", "language", "preview"]
    date_hierarchy = "started"
    actions = None

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(session_page)
        own = path("<uuid:pk>/change/", page, name="flows_session_change")
        return [own, *super().get_urls()]
