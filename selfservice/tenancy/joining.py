"""The page an invitation leads to: a new person sets name and password, a known one signs in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from selfservice.tenancy.invitations import accept, find
from selfservice.tenancy.middleware import CHOSEN
from selfservice.tenancy.models import Invitation, User
from selfservice.tenancy.signing_in import checked


class NewPersonForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=gettext_lazy("New password"),
        strip=False,
        help_text=gettext_lazy("At least 15 characters; four plain words do well."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(
            password, User(email=self.email, first_name=self.cleaned_data.get("name", ""))
        )
        return password

    def person(self) -> User:
        first, _space, last = self.cleaned_data["name"].strip().partition(" ")
        return User.objects.create_user(
            self.email, self.cleaned_data["password"], first_name=first, last_name=last
        )


class KnownPersonForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Your password here"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: HttpRequest, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.email = request, email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        found = checked(self.request, self.email, password)
        if not isinstance(found, User):
            raise forms.ValidationError(_("This is not the password of your account."))
        self.found = found
        return password

    def person(self) -> User:
        return self.found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_shop(request: HttpRequest, secret: str) -> HttpResponse:
    invitation = find(secret)
    if invitation is None:
        return render(request, "registration/join_gone.html", status=410)
    form = _form(request, invitation)
    if form.is_valid() and _joined(request, invitation, form):
        return redirect("admin:index")
    page = render(request, "registration/join.html", {"form": form, "invitation": invitation})
    # With "no-referrer" a browser posts the form from the origin "null", which is refused.
    page["Referrer-Policy"] = "strict-origin"
    return page


def _form(request: HttpRequest, invitation: Invitation) -> NewPersonForm | KnownPersonForm:
    known = User.objects.filter(email=invitation.email).exists()
    kind = KnownPersonForm if known else NewPersonForm
    return kind(request.POST or None, request=request, email=str(invitation.email))


@transaction.atomic
def _joined(
    request: HttpRequest, invitation: Invitation, form: NewPersonForm | KnownPersonForm
) -> bool:
    person = form.person()
    if accept(invitation, person) is None:
        transaction.set_rollback(True)
        form.add_error(None, _("This invitation has just been used. Sign in instead."))
        return False
    login(request, person)
    request.session[CHOSEN] = invitation.shop.key
    return True
