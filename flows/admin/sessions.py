"""What shoppers did: a list of sessions, and each one's transcript, to read only."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from flows.builder.pages.reading import session_page
from flows.builder.words import OUTCOMES
from flows.models import Session
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin


@admin.register(Session)
class SessionAdmin(ShopAdmin):
    actions_needed: ClassVar[dict[str, str]] = {"view": Action.VIEW_SESSIONS}
    list_display = ["started", "language", "ended", "page", "last_used", "is_preview"]
    list_filter = ["outcome", "language", "preview"]
    date_hierarchy = "started"
    actions = None

    @admin.display(description=gettext_lazy("outcome"), ordering="outcome")
    def ended(self, session: Session) -> str:
        return str(OUTCOMES.get(session.outcome, session.outcome)) or "-"

    @admin.display(description=gettext_lazy("Draft"), ordering="preview", boolean=True)
    def is_preview(self, session: Session) -> bool:
        return session.preview

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(session_page)
        own = path("<uuid:pk>/change/", page, name="flows_session_change")
        return [own, *super().get_urls()]
