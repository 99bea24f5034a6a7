"""The form that invites a person to a shop."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminEmailInputWidget

from selfservice.tenancy.models import Member, Role
from selfservice.tenancy.shop_admin import ShopForm


class InvitationForm(ShopForm):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=UnfoldAdminEmailInputWidget
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:  # it is not when the invitation is only looked at
            self.fields["role"].initial = Role.AGENT

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if Member.objects.filter(user__email=email).exists():
            raise forms.ValidationError(_("This person already works for the shop."))
        return email
