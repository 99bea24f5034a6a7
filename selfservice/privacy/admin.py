"""The audit trail in the admin, to be read by owners and auditors."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selfservice.privacy import audit
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.access import shop_in
from selfservice.tenancy.models import User
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin


@admin.register(AuditEvent)
class AuditEventAdmin(ShopAdmin):
    actions_needed = {"view": Action.VIEW_AUDIT}
    list_display = ("number", "at", "who", "action", "kind", "object", "why")
    list_filter = ("action", "kind")
    date_hierarchy = "at"
    fields = ("number", "at", "who", "action", "kind", "object", "why", "previous", "digest")
    actions = None

    @admin.display(description=gettext_lazy("who"))
    def who(self, event: AuditEvent) -> str:
        if event.actor is None:
            return _("The service")
        actor = User.objects.filter(pk=event.actor).first()
        return str(actor) if actor else _("A removed account (%(id)s)") % {"id": event.actor}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, str] | None = None
    ) -> HttpResponse:
        shop = shop_in(request)
        broken = audit.verify(shop) if shop and self.has_view_permission(request) else None
        if broken:
            said = _("The trail was tampered with: event %(number)s is not as it was written.")
            self.message_user(request, said % {"number": broken.number}, level="ERROR")
        return super().changelist_view(request, extra_context)
