"""What shoppers did: a list of sessions, and each one's transcript, to read only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flows.builder.pages.reading import session_page
from flows.builder.words import OUTCOMES, language_words
from flows.desk.pages.erasing import erase_of_session
from flows.engine.entries import EntryKind
from flows.models import Entry, Session
from selfservice.tenancy.access import shop_in
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin


class OutcomeFilter(admin.SimpleListFilter):
    title = gettext_lazy("outcome")
    parameter_name = "outcome"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(outcome, words) for outcome, words in OUTCOMES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Session]) -> QuerySet[Session]:
        return queryset.filter(outcome=self.value()) if self.value() else queryset


class LanguageFilter(admin.SimpleListFilter):
    title = gettext_lazy("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        shop = shop_in(request)
        return [(code, language_words(code)) for code in (shop.languages if shop else ())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Session]) -> QuerySet[Session]:
        return queryset.filter(language=self.value()) if self.value() else queryset


class WhoFilter(admin.SimpleListFilter):
    title = gettext_lazy("Who")
    parameter_name = "preview"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("0", _("A shopper")), ("1", _("Somebody who tried a draft"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Session]) -> QuerySet[Session]:
        known = self.value() in {"0", "1"}
        return queryset.filter(preview=self.value() == "1") if known else queryset


@admin.register(Session)
class SessionAdmin(ShopAdmin):
    actions_needed: ClassVar[dict[str, Action]] = {"view": Action.VIEW_SESSIONS}
    list_display = ["started", "about", "spoken", "ended", "page", "last_used", "tried"]
    list_filter = [OutcomeFilter, LanguageFilter, WhoFilter]
    date_hierarchy = "started"
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Session]:
        """With the flows that each came to, in one statement more for the whole page."""
        entered = Entry.objects.filter(kind=EntryKind.ENTERED, revision__isnull=False)
        light = entered.select_related("revision__flow").defer("value", "revision__document")
        came = Prefetch("entries", light.order_by("number"), to_attr="came")
        rows: QuerySet[Session] = super().get_queryset(request)
        return rows.prefetch_related(came)

    @admin.display(description=gettext_lazy("flow"))
    def about(self, session: Any) -> str:
        """The home flow is on the way to all the others."""
        flows = [entry.revision.flow for entry in session.came]
        titles = dict.fromkeys(flow.title for flow in flows if not flow.home)
        return ", ".join(titles) or (flows[0].title if flows else "-")

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
