"""The admin's sign-in, with a limit on guesses that is asked before any password is hashed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.forms import AuthenticationForm

from selfservice.privacy.budgets import give_back, spend
from selfservice.tenancy.address import client_address

TRIES, WINDOW = 10, timedelta(hours=1)
FROM_ONE_NETWORK, SHORTLY = 60, timedelta(minutes=10)  # an office may share an address
KNOWN, KNOWN_FOR = "known", timedelta(days=180)


def checked(request: HttpRequest, email: str, password: str) -> AbstractBaseUser | None:
    """The user with this password.

    Raises ValidationError when the account's tries are spent, or those of the network: hashing is
    slow on purpose, also for accounts that do not exist. A browser that signed in before has tries
    of its own, so that a stranger's guessing does not lock the owner out.
    """
    email = email.strip().lower()
    network = client_address(request)
    if not spend("login-network", network, FROM_ONE_NETWORK, SHORTLY):
        raise forms.ValidationError(
            _("Many sign-ins were tried from your network. Wait ten minutes."), code="spent"
        )
    subject = f"{email} {_device(request, email)}"
    if not spend("login", subject, TRIES, WINDOW):
        raise forms.ValidationError(
            _("Too many wrong passwords. Wait an hour, or ask for a new password."),
            code="spent",
        )
    user = authenticate(request, username=email, password=password)
    if user is not None:
        give_back("login", subject)
        give_back("login-network", network)
        request.signed_in = email  # type: ignore[attr-defined]
    return user


class KnownBrowserMiddleware:
    """Leaves a signed mark in a browser that has just signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        email = getattr(request, "signed_in", None)
        if email is not None:
            response.set_cookie(
                KNOWN,
                signing.dumps(email, salt="tenancy.known"),
                max_age=KNOWN_FOR,
                path="/admin/",
                secure=settings.HTTPS,
                httponly=True,
                samesite="Strict",
            )
        return response


def _device(request: HttpRequest, email: str) -> str:
    """Which known browser this is; nothing for all the others together."""
    cookie = request.COOKIES.get(KNOWN, "")
    try:
        known = signing.loads(cookie, salt="tenancy.known", max_age=KNOWN_FOR)
    except signing.BadSignature:
        return ""
    return cookie if known == email else ""


class SignInForm(AuthenticationForm):  # type: ignore[misc]
    """Django's form, but the limit comes before the hash."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("This e-mail address and password do not go together."),
    }

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = self.cleaned_data
        email, password = values.get("username"), values.get("password")
        if email and password:
            self.user_cache = checked(self.request, email, password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return values
