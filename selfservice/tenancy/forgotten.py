"""A new password by e-mail, with an address no Host header can bend and few letters a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.utils import translation

from selfservice.privacy.budgets import spend
from selfservice.tenancy.models import Shop, User

LETTERS, WINDOW = 3, timedelta(days=1)


class ForgottenForm(PasswordResetForm):
    def save(self, **options: Any) -> None:  # type: ignore[override]
        """Says the same whether the account exists, or its letters are used up."""
        if spend("forgotten", self.cleaned_data["email"].lower(), LETTERS, WINDOW):
            public = urlsplit(settings.PUBLIC_URL)
            options["use_https"] = settings.HTTPS
            super().save(domain_override=public.netloc, **options)

    def send_mail(self, *given: Any, **more: Any) -> None:
        """In the language of the person's shop; who works for none keeps that of the page."""
        context = given[2]
        with translation.override(_language_of(context["user"])):
            super().send_mail(*given, **more)


def _language_of(person: User) -> str:
    shops = Shop.objects.filter(member__user=person).order_by("name", "pk")
    spoken = shops.values_list("default_language", flat=True).first()
    return spoken or translation.get_language()


class Ask(views.PasswordResetView):
    form_class = ForgottenForm
    template_name = "registration/forgotten.html"
    email_template_name = "registration/forgotten.txt"
    subject_template_name = "registration/forgotten_subject.txt"


class Sent(views.PasswordResetDoneView):
    template_name = "registration/forgotten_sent.html"


class Choose(views.PasswordResetConfirmView):
    template_name = "registration/new_password.html"


class Chosen(views.PasswordResetCompleteView):
    template_name = "registration/new_password_set.html"
