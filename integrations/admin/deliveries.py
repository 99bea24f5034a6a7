"""The admin's pages about deliveries: what each is, and the decisions that people take on it."""

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
from unfold.widgets import UnfoldAdminTextInputWidget

from integrations import decisions, delivery_words, payment_words
from integrations.decision_buttons import MOST_SAID, buttons_for, pressed
from integrations.effects import EFFECTS
from integrations.models import Attempt, Delivery
from integrations.not_possible import NotPossible
from selfservice.tenancy.access import person_of
from selfservice.tenancy.models import User
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin, ShopTabularInline

MOST_AT_ONCE = 100


class AttemptInline(ShopTabularInline):
    model = Attempt
    actions_needed = {"view": Action.VIEW_DELIVERIES}
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

    actions_needed = {"view": Action.VIEW_DELIVERIES, "approve": Action.APPROVE_DELIVERIES}
    action_form = DecisionForm
    list_display = ("label", "order", "state", "reason", "attempts", "due", "created", "settled")
    list_filter = ("state", "kind")
    date_hierarchy = "created"
    ordering = ("-created",)
    facts = (
        *("label", "state", "reason", "order", "money", "so_far", "asked_for", "asked_by"),
        *("created", "because", "said", "answered"),
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

    @admin.display(description=gettext_lazy("payment so far"))
    def so_far(self, delivery: Delivery) -> str:
        return payment_words.so_far(delivery)

    @admin.display(description=gettext_lazy("rules that led here"))
    def because(self, delivery: Delivery) -> str:
        return delivery_words.because(delivery)

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
            button.decide(delivery, person_of(request), _said(request))
            self.message_user(request, str(button.done))
        except NotPossible as error:
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
        decide: Callable[[Delivery, User, str], None],
    ) -> None:
        decided = 0
        for row in rows.select_related("shop", "connection")[:MOST_AT_ONCE]:
            try:
                decide(row, person_of(request), _said(request))
                decided += 1
            except NotPossible as error:
                self.message_user(request, f"{self.label(row)}: {error}", messages.WARNING)
        if decided:
            self.message_user(request, _("%(count)s decided.") % {"count": decided})


def _said(request: HttpRequest) -> str:
    return request.POST.get("said", "").strip()[:MOST_SAID]
