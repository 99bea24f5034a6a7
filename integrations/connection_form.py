"""The form of a connection, made from what its connector says it needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminPasswordWidget, UnfoldAdminSelectWidget

from integrations.connectors import CONNECTORS
from integrations.connectors.base import NoSettings
from integrations.models import Connection
from selfservice.tenancy.shop_admin import ShopForm

PREFIX = "setting_"


class ConnectionForm(ShopForm):
    """Secrets go in and never come out: an empty field keeps the one that is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "connector" in self.fields:
            choices = [(name, made.label) for name, made in CONNECTORS.items()]
            self.fields["connector"] = forms.ChoiceField(
                label=_("connector"), choices=choices, widget=UnfoldAdminSelectWidget
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

    def save(self, commit: bool = True) -> Any:
        secrets = _secrets(self.instance.connector)
        for name in setting_names(self.instance.connector):
            value = self.cleaned_data.get(PREFIX + name)
            if name not in secrets:
                self.instance.settings = {**self.instance.settings, name: value}
            elif value:
                self.instance.secrets = {**self.instance.secrets, name: value}
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
        fields[PREFIX + name] = field
    return type("ConnectionForm", (ConnectionForm,), fields)


def _secrets(connector: str) -> frozenset[str]:
    made = CONNECTORS.get(connector)
    return made.secrets if made else frozenset()
