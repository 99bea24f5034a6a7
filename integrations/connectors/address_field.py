"""A form field for an address that a connector calls: a wrong one is named while it is entered."""

from __future__ import annotations

from typing import Any

from django import forms

from integrations import http
from integrations.errors import Misconfigured


class AddressField(forms.CharField):
    widget = forms.TextInput(attrs={"inputmode": "url"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, **kwargs)

    def clean(self, value: str | None) -> str:
        """A name that cannot be found is taken: it may not be there yet."""
        address: str = super().clean(value)
        if address:
            try:
                http.make_sure_of(address)
            except Misconfigured as error:
                raise forms.ValidationError(error.sentence) from error
        return address
