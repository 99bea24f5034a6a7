"""The admin's page about how far each action goes by itself, and through which connection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget

from integrations.effects import EFFECTS
from integrations.models import Setting
from integrations.outbox import usual_autonomy
from selfservice.tenancy.access import shop_of
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin, ShopForm


class SettingForm(ShopForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "effect" in self.fields:
            choices = [(kind.kind, kind.label) for kind in EFFECTS.values()]
            self.fields["effect"] = forms.ChoiceField(
                label=gettext_lazy("Action"),
                choices=choices,
                disabled=True,  # each action has its row already
                widget=UnfoldAdminSelectWidget,
            )


@admin.register(Setting)
class SettingAdmin(ShopAdmin):
    form = SettingForm
    actions_needed = {
        "view": Action.VIEW_CONNECTIONS,
        "change": Action.MANAGE_CONNECTIONS,
    }
    list_display = ("action", "autonomy", "connection")
    list_select_related = ("connection",)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Every action has its row, at what it does anyhow where the shop has set nothing."""
        shop = shop_of(request)
        rows = [
            Setting(shop=shop, effect=kind, autonomy=usual_autonomy(effect))
            for kind, effect in EFFECTS.items()
        ]
        if self.has_view_permission(request):
            Setting.objects.bulk_create(rows, ignore_conflicts=True)
        return super().changelist_view(request, extra_context)

    @admin.display(description=gettext_lazy("action"), ordering="effect")
    def action(self, setting: Setting) -> str:
        return str(EFFECTS[setting.effect].label) if setting.effect in EFFECTS else setting.effect
