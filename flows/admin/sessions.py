"""What shoppers did: a list of sessions, and each one's transcript, to read only."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flows.builder.pages.reading import session_page
from flows.builder.words import OUTCOMES, language_words
from flows.desk.pages.erasing import erase_of_session
from flows.models import Session
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin


@admin.register(Session)
class SessionAdmin(ShopAdmin):
    actions_needed: ClassVar[dict[str, Action]] = {"view": Action.VIEW_SESSIONS}
    list_display = ["started", "spoken", "ended", "page", "last_used", "tried"]
    list_filter = ["outcome", "language", "preview"]
    date_hierarchy = "started"
    actions = None

    @admin.display(description=gettext_lazy("outcome"), ordering="outcome")
    def ended(self, session: Session) -> str:
        return str(OUTCOMES.get(session.outcome, session.outcome)) or "-"

    @admin.display(description=gettext_lazy("language"), ordering="language")
    def spoken(self, session: Session) -> str:
        return language_words(session.language)

    @admin.display(description=gettext_lazy("Who"), ordering="preview")
    def tried(self, session: Session) -> str:
        return _("Somebody who tried a draft") if session.preview else _("A shopper")

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        own = [
            path("<uuid:pk>/change/", guarded(session_page), name="flows_session_change"),
            path("<uuid:pk>/erase/", guarded(erase_of_session), name="flows_session_erase"),
        ]
        return [*own, *super().get_urls()]
