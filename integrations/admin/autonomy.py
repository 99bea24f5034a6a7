"""The admin's page about how far each action goes by itself, and through which connection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget

from integrations.effects import EFFECTS
from integrations.models import Setting
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin, ShopForm


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
        "view": Action.VIEW_CONNECTIONS,
        "add": Action.MANAGE_CONNECTIONS,
        "change": Action.MANAGE_CONNECTIONS,
        "delete": Action.MANAGE_CONNECTIONS,
    }
    list_display = ("action", "autonomy", "connection")
    list_select_related = ("connection",)

    @admin.display(description=gettext_lazy("action"), ordering="effect")
    def action(self, setting: Setting) -> str:
        return str(EFFECTS[setting.effect].label) if setting.effect in EFFECTS else setting.effect
