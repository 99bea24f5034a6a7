"""The shop's settings in words, for whoever may read and not change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from selfservice.tenancy.models import Shop
from selfservice.tenancy.shop_form import FIELDSETS, ShopSettingsForm


def _read_only() -> Any:
    """The form's own sections, each field by what its box would hold."""
    return [(title, {"fields": list(map(_shown, part["fields"]))}) for title, part in FIELDSETS]


def _shown(name: str) -> Callable[[Shop], str]:
    def shown(shop: Shop) -> str:
        return _in_words(shop, name) or "-"

    # Django's admin reads a column's label off the function, and asks for a name of its own.
    shown.__name__ = f"shown_{name}"
    shown.short_description = ShopSettingsForm.base_fields[name].label  # type: ignore[attr-defined]
    return shown


def _in_words(shop: Shop, name: str) -> str:
    form = ShopSettingsForm(instance=shop)
    field = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if isinstance(field, forms.ChoiceField) and name != "time_zone":
        said = dict(field.choices)  # type: ignore[arg-type]
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(said.get(each, each)) for each in chosen if each)
    if isinstance(value, dict):
        return "\n".join(f"{language}: {text}" for language, text in value.items())
    return "" if value is None else str(value)


READ_ONLY = _read_only()
