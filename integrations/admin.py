"""The admin's pages about connections, how far actions go by themselves, and deliveries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import ActionForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from integrations import decisions, delivery_words
from integrations.connection_form import PREFIX, form_for, setting_names
from integrations.connectors import connect
from integrations.decision_buttons import MOST_SAID, buttons_for, pressed
from integrations.effects import EFFECTS
from integrations.errors import ConnectorError
from integrations.models import Attempt, Connection, Delivery, Setting
from selfservice.tenancy.shop_admin import ShopAdmin, ShopForm, ShopTabularInline

MOST_AT_ONCE = 100


@admin.register(Connection)
class ConnectionAdmin(ShopAdmin):
    actions_needed = {
        "view": "view_connections",
        "add": "manage_connections",
        "change": "manage_connections",
    }
    list_display = ("name", "connector", "paused", "last_success", "problem", "open_until")
    readonly_fields = ("last_success", "last_failure", "failures", "problem", "open_until")
    actions = ("test",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["connector", "name"]
        own = [PREFIX + name for name in setting_names(obj.connector)]
        return ["name", "paused", *(own if self.may_change(request) else []), *self.readonly_fields]

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


class SettingForm(ShopForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "effect" in self.fields:
            choices = [(kind.kind, kind.label) for kind in EFFECTS.values()]
            self.fields["effect"] = forms.ChoiceField(
                label=gettext_lazy("Action"), choices=choices, widget=UnfoldAdminSelectWidget
            )


@admin.register(Setting)
class SettingAdmin(ShopAdmin):
    form = SettingForm
    actions_needed = {
        "view": "view_connections",
        "add": "manage_connections",
        "change": "manage_connections",
        "delete": "manage_connections",
    }
    list_display = ("action", "autonomy", "connection")
    list_select_related = ("connection",)

    @admin.display(description=gettext_lazy("action"), ordering="effect")
    def action(self, setting: Setting) -> str:
        return str(EFFECTS[setting.effect].label) if setting.effect in EFFECTS else setting.effect


class AttemptInline(ShopTabularInline):
    model = Attempt
    actions_needed = {"view": "view_deliveries"}
    fields = ("number", "started", "finished", "outcome", "sentence")
    readonly_fields = fields
    ordering = ("number",)
    extra = 0


class DecisionForm(ActionForm):  # type: ignore[misc]
    """`said` is the reference of what was done by hand, or the reason of a rejection."""

    said = forms.CharField(
        label=gettext_lazy("Reference or reason"),
        required=False,
        max_length=MOST_SAID,
        widget=UnfoldAdminTextInputWidget,
    )


@admin.register(Delivery)
class DeliveryAdmin(ShopAdmin):
    """Nothing is typed into a delivery: people decide, and each decision is audited."""

    actions_needed = {"view": "view_deliveries", "approve": "approve_deliveries"}
    action_form = DecisionForm
    list_display = ("label", "order", "state", "reason", "attempts", "due", "created", "settled")
    list_filter = ("state", "kind")
    date_hierarchy = "created"
    ordering = ("-created",)
    facts = (
        *("label", "state", "reason", "order", "money", "asked_for", "asked_by", "created"),
        *("said", "answered"),
    )
    details = ("connection", "attempts", "due", "settled", "flow", "step", "session", "key")
    readonly_fields = (*facts, *details)
    change_form_template = "admin/integrations/delivery/change_form.html"
    inlines = (AttemptInline,)
    actions = ("approve", "reject", "try_again", "done_by_hand")

    @admin.display(description=gettext_lazy("action"), ordering="kind")
    def label(self, delivery: Delivery) -> str:
        return str(EFFECTS[delivery.kind].label) if delivery.kind in EFFECTS else delivery.kind

    @admin.display(description=gettext_lazy("order"))
    def order(self, delivery: Delivery) -> str:
        return delivery_words.order(delivery)

    @admin.display(description=gettext_lazy("amount"))
    def money(self, delivery: Delivery) -> str:
        return delivery_words.amount(delivery)

    @admin.display(description=gettext_lazy("asked for"))
    def asked_for(self, delivery: Delivery) -> str:
        return delivery_words.asked_for(delivery)

    @admin.display(description=gettext_lazy("who asked"))
    def asked_by(self, delivery: Delivery) -> str:
        return delivery_words.asked_by(delivery)

    @admin.display(description=gettext_lazy("what was said"))
    def said(self, delivery: Delivery) -> str:
        return delivery_words.said(delivery)

    @admin.display(description=gettext_lazy("answered"))
    def answered(self, delivery: Delivery) -> str:
        return str((delivery.result or {}).get("reference", ""))

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "approve")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """What is empty is left out, so that the facts and the buttons stand close together."""
        facts = [name for name in self.facts if self._has(obj, name)]
        details = {"fields": self.details, "classes": ("collapse",)}
        return [(None, {"fields": facts}), (_("Details"), details)]

    def _has(self, delivery: Delivery, name: str) -> bool:
        said = getattr(self, name, None)
        return bool(said(delivery) if said else getattr(delivery, name))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Only decisions are posted here: nothing of a delivery is saved."""
        if request.method == "POST":
            return self._press(request, object_id or "")
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *given: Any, **more: Any
    ) -> HttpResponse:
        if self.has_approve_permission(request):
            context["buttons"] = buttons_for(context["original"])
            context["buttons_title"] = _("What shall happen?")
        return super().render_change_form(request, context, *given, **more)

    def _press(self, request: HttpRequest, object_id: str) -> HttpResponse:
        button = pressed(request.POST)
        if button is None or not self.has_approve_permission(request):
            raise PermissionDenied
        delivery = self.get_object(request, unquote(object_id))
        if delivery is None:
            raise Http404
        try:
            button.decide(delivery, request.user, _said(request))  # type: ignore[arg-type]
            self.message_user(request, str(button.done))
        except decisions.NotPossible as error:
            self.message_user(request, str(error), messages.WARNING)
        return HttpResponseRedirect(request.get_full_path())

    @admin.action(description=gettext_lazy("Approve"), permissions=["approve"])
    def approve(self, request: HttpRequest, rows: QuerySet[Delivery]) -> None:
        self._decide(request, rows, lambda row, actor, _said: decisions.approve(row, actor))

    @admin.action(description=gettext_lazy("Reject"), permissions=["approve"])
    def reject(self, request: HttpRequest, rows: QuerySet[Delivery]) -> None:
        self._decide(request, rows, decisions.reject)

    @admin.action(description=gettext_lazy("Try again with the same key"), permissions=["approve"])
    def try_again(self, request: HttpRequest, rows: QuerySet[Delivery]) -> None:
        self._decide(request, rows, lambda row, actor, _said: decisions.try_again(row, actor))

    @admin.action(
        description=gettext_lazy("Mark done by hand, with its reference"), permissions=["approve"]
    )
    def done_by_hand(self, request: HttpRequest, rows: QuerySet[Delivery]) -> None:
        self._decide(request, rows, decisions.done_by_hand)

    def _decide(
        self,
        request: HttpRequest,
        rows: QuerySet[Delivery],
        decide: Callable[[Delivery, Any, str], None],
    ) -> None:
        decided = 0
        for row in rows.select_related("shop", "connection")[:MOST_AT_ONCE]:
            try:
                decide(row, request.user, _said(request))
                decided += 1
            except decisions.NotPossible as error:
                self.message_user(request, f"{self.label(row)}: {error}", messages.WARNING)
        if decided:
            self.message_user(request, _("%(count)s decided.") % {"count": decided})


def _said(request: HttpRequest) -> str:
    return request.POST.get("said", "").strip()[:MOST_SAID]
