"""A forgotten password is replaced by a letter, and the letter cannot be bent or repeated."""

from __future__ import annotations

import re

from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from selfservice.tenancy.models import User

NEW = "four other plain words"


def _link() -> str:
    found = re.search(r"http://([^/]+)(/password/\S+)", str(mail.outbox[-1].body))
    assert found
    assert found[1] == "help.anna.example"
    return found[2]


def test_a_letter_leads_to_a_new_password(owner: User, client: Client, settings: Settings) -> None:
    settings.PUBLIC_URL = "http://help.anna.example"
    signed_in = Client()
    signed_in.force_login(owner)
    client.post(
        reverse("admin_password_reset"), {"email": owner.email}, headers={"host": "localhost"}
    )
    form = client.get(_link(), follow=True)
    place = form.redirect_chain[-1][0]
    weak = client.post(place, {"new_password1": "short", "new_password2": "short"})
    assert "too short" in weak.content.decode()
    assert client.post(place, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    owner.refresh_from_db()
    assert owner.check_password(NEW)
    assert signed_in.get(reverse("admin:index")).status_code == 302
    assert "used already" in client.get(_link(), follow=True).content.decode()


def test_known_and_unknown_are_answered_alike_and_three_letters_a_day(owner: User) -> None:
    answers = {
        Client().post(reverse("admin_password_reset"), {"email": email}).headers["Location"]
        for email in ["nobody@x.cz", *[owner.email] * 5]
    }
    assert answers == {reverse("password_reset_done")}
    assert len(mail.outbox) == 3
