"""The audit trail in the admin, to be read by owners and auditors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selfservice.privacy import audit
from selfservice.privacy.audit_filters import KindFilter, WhatFilter, WhenFilter, WhoFilter
from selfservice.privacy.audit_words import Told, tell
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.access import shop_in
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin, ShopRows


class ToldLines(ShopRows):
    """Tells a page's events together, which costs a few statements, not a few for each."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        lines = tell(self.result_list)
        for line in lines:
            line.event.told = line  # type: ignore[attr-defined]
        self.result_list = [line.event for line in lines]


@admin.register(AuditEvent)
class AuditEventAdmin(ShopAdmin):
    actions_needed = {"view": Action.VIEW_AUDIT}
    list_display = ("when", "who", "what", "about", "reason")
    list_display_links = ("when",)
    list_filter = (WhoFilter, WhatFilter, KindFilter, ("at", WhenFilter))
    date_hierarchy = "at"
    fields = (
        *("when", "who", "what", "about", "reason"),
        *("number", "action", "kind", "object", "why", "previous", "digest"),
    )
    actions = None

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ShopRows]:
        return ToldLines

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def when(self, event: AuditEvent) -> datetime:
        return event.at

    @admin.display(description=gettext_lazy("who"))
    def who(self, event: AuditEvent) -> str:
        return _told(event).who

    @admin.display(description=gettext_lazy("what was done"), ordering="action")
    def what(self, event: AuditEvent) -> str:
        return _told(event).what

    @admin.display(description=gettext_lazy("to what"))
    def about(self, event: AuditEvent) -> str:
        return _told(event).about or "-"

    @admin.display(description=gettext_lazy("details"))
    def reason(self, event: AuditEvent) -> str:
        return _told(event).why or "-"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, str] | None = None
    ) -> HttpResponse:
        shop = shop_in(request)
        broken = audit.verify(shop) if shop and self.has_view_permission(request) else None
        if broken:
            said = _("The trail was tampered with: event %(number)s is not as it was written.")
            self.message_user(request, said % {"number": broken.number}, level="ERROR")
        return super().changelist_view(request, extra_context)


def _told(event: Any) -> Told:
    """As the list has told it already; the page of one event tells it by itself."""
    known: Told | None = getattr(event, "told", None)
    return known or tell([event])[0]
