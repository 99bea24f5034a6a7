"""What Django says on the product's pages is said in the page's language."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from selfservice.tenancy.invitations import invite
from selfservice.tenancy.models import Role, Shop, User

TRANSLATED = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
WORST = ("password", "anna@anna.example")  # short and common; short and like the address


def _refusals(language: str) -> set[str]:
    said: set[str] = set()
    for password in WORST:
        with translation.override(language), pytest.raises(ValidationError) as refused:
            validate_password(password, User(email="anna@anna.example"))
        said.update(refused.value.messages)
    return said


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_rule_of_a_password_is_said_in_the_language(language: str) -> None:
    assert _refusals("en") & _refusals(language) == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_who_joins_reads_the_rules_in_the_language_of_the_page(
    shop: Shop, client: Client, language: str
) -> None:
    link = invite(shop, "new@anna.example", Role.AGENT).link
    address = reverse("join", args=[link.rstrip("/").rsplit("/", 1)[-1]])
    posted = {"name": "Nora", "password": "password"}
    page = client.post(address, posted, headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}">' in page
    assert "This password" not in page
