"""The form that starts a shop."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminEmailInputWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from selfservice.tenancy.countries import choices


class StartShopForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name, as shoppers know it"),
        max_length=100,
        widget=UnfoldAdminTextInputWidget,
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=choices,
        initial="CZ",
        help_text=gettext_lazy("Sets the currency, the time zone and the first language."),
        widget=UnfoldAdminSelectWidget,
    )
    owner_email = forms.EmailField(
        label=gettext_lazy("The owner's e-mail address"),
        help_text=gettext_lazy("An invitation is sent there."),
        widget=UnfoldAdminEmailInputWidget,
    )

    def clean_name(self) -> str:
        """On one line: it stands in the subjects of mails."""
        return " ".join(str(self.cleaned_data["name"]).split())
