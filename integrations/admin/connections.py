"""The admin's page about a connection: its settings, how it does, and a test of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from integrations.admin import test_orders
from integrations.admin.connection_form import PREFIX, form_for, setting_names
from integrations.connectors import CONNECTORS, connect, is_set_up
from integrations.demo_shop.setting_up import give_test_orders
from integrations.errors import ConnectorError
from integrations.models import Connection
from integrations.sheets.access import may_open
from selfservice.clock import now
from selfservice.tenancy.access import person_of
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin


@admin.register(Connection)
class ConnectionAdmin(ShopAdmin):
    actions_needed = {
        "view": Action.VIEW_CONNECTIONS,
        "add": Action.MANAGE_CONNECTIONS,
        "change": Action.MANAGE_CONNECTIONS,
    }
    list_display = ("name", "kind", "state", "last_success", "problem")
    facts = ("last_success", "last_failure", "failures", "problem", "open_until")
    readonly_fields = (*facts, "rows")
    actions = ("test",)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(test_orders.connect)
        return [path("test-orders/", view, name="integrations_test_orders"), *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["connector", "name"]
        own = [PREFIX + name for name in setting_names(obj.connector)]
        settings = own if self.may_change(request) else []
        rows = ["rows"] if may_open(request, obj) else []
        return ["name", "paused", *rows, *settings, *self.facts]

    @admin.display(description=gettext_lazy("connector"), ordering="connector")
    def kind(self, connection: Connection) -> str:
        made = CONNECTORS.get(connection.connector)
        return str(made.label) if made else connection.connector

    @admin.display(description=gettext_lazy("state"))
    def state(self, connection: Connection) -> str:
        if connection.paused:
            return _("Paused")
        if connection.open_until and connection.open_until > now():
            return _("Resting: its calls keep failing")
        return _("In use") if is_set_up(connection) else _("Not set up yet")

    @admin.display(description=gettext_lazy("rows"))
    def rows(self, connection: Connection) -> str:
        page = reverse("admin:integrations_connection_sheets", args=[connection.pk])
        words = _("See the rows, or take them out as a file")
        return format_html('<a class="text-primary-600 underline" href="{}">{}</a>', page, words)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        return super().get_form(request, obj, change, **{"form": form_for(obj), **kwargs})

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Leads on to the settings, which depend on the connector chosen."""
        posted = request.POST.copy()
        posted["_continue"] = "1"
        request.POST = posted  # type: ignore[assignment]
        return super().response_add(request, obj, post_url_continue)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.connector == "demo" and not change:
            give_test_orders(obj.shop, person_of(request).email)
        if form.told:
            self.message_user(request, form.told, messages.WARNING)

    def may_change(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    @admin.action(description=gettext_lazy("Test the connection"), permissions=["change"])
    def test(self, request: HttpRequest, connections: QuerySet[Connection]) -> None:
        for connection in connections[:10]:
            try:
                said, level = connect(connection).test(), messages.SUCCESS  # type: ignore[attr-defined]
            except ConnectorError as error:
                said, level = error.sentence, messages.ERROR
            self.message_user(request, f"{connection}: {said}", level)
