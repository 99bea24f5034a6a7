"""The form of a connection, made from what its connector says it needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminEmailInputWidget,
    UnfoldAdminPasswordWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from integrations.connectors import CONNECTORS
from integrations.connectors.base import NoSettings
from integrations.models import Connection
from selfservice.tenancy.shop_admin import ShopForm

PREFIX = "setting_"
# What a connector's plain form looks like on the admin's pages.
DRESSED: dict[type[forms.Widget], type[forms.Widget]] = {
    forms.TextInput: UnfoldAdminTextInputWidget,
    forms.EmailInput: UnfoldAdminEmailInputWidget,
    forms.NumberInput: UnfoldAdminDecimalFieldWidget,
}


class ConnectionForm(ShopForm):
    """Secrets go in and never come out: an empty field keeps the one that is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "connector" in self.fields:
            choices = [(name, made.label) for name, made in CONNECTORS.items()]
            self.fields["connector"] = forms.ChoiceField(
                label=capfirst(Connection._meta.get_field("connector").verbose_name),
                choices=choices,
                widget=UnfoldAdminSelectWidget,
            )
        for name in setting_names(self.instance.connector):
            self._show_stored(name)

    def _show_stored(self, name: str) -> None:
        field = self.fields.get(PREFIX + name)
        if field is None:
            return
        if name not in _secrets(self.instance.connector):
            field.initial = self.instance.settings.get(name)
        elif self.instance.secrets.get(name):
            field.required = False
            field.help_text = _("Stored. Leave empty to keep it.")

    def clean_paused(self) -> bool:
        paused = bool(self.cleaned_data["paused"])
        if paused and self.instance.connector == "desk":
            raise forms.ValidationError(
                _("The desk cannot be paused: shoppers are promised that a person answers.")
            )
        return paused

    def save(self, commit: bool = True) -> Any:
        """`told` is for the owner's eyes, once: a secret that was made, say."""
        made = CONNECTORS.get(self.instance.connector)
        names = setting_names(self.instance.connector)
        asked = [name for name in names if PREFIX + name in self.fields]
        given = {name: self.cleaned_data.get(PREFIX + name) for name in asked}
        self.told = made.take(self.instance, given) if made and given else ""
        return super().save(commit)


def setting_names(connector: str) -> list[str]:
    made = CONNECTORS.get(connector)
    return list((made.settings_form if made else NoSettings).base_fields)


def form_for(connection: Connection | None) -> type[ConnectionForm]:
    """The form with the connector's own fields; a new connection chooses its connector first."""
    made = CONNECTORS.get(connection.connector) if connection else None
    if made is None:
        return ConnectionForm
    fields: dict[str, Any] = {}
    for name in made.settings_form.base_fields:
        field = made.settings_form().fields[name]
        if name in made.secrets:
            field.widget = UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"})
        fields[PREFIX + name] = _dressed(field)
    return type("ConnectionForm", (ConnectionForm,), fields)


def _dressed(field: forms.Field) -> forms.Field:
    if isinstance(field, forms.ChoiceField):
        field.widget = UnfoldAdminSelectWidget(choices=field.choices)
    elif type(field.widget) in DRESSED:
        attrs = field.widget_attrs(field.widget) | field.widget.attrs
        field.widget = DRESSED[type(field.widget)](attrs=attrs)
    return field


def _secrets(connector: str) -> frozenset[str]:
    made = CONNECTORS.get(connector)
    return made.secrets if made else frozenset()
