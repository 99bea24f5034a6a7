"""A forgotten password is replaced by a letter, and the letter cannot be bent or repeated."""

from __future__ import annotations

import re

from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from selfservice.tenancy.models import Shop, User

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


def test_the_letter_is_in_the_language_of_the_persons_shop(owner: User, shop: Shop) -> None:
    Shop.objects.filter(pk=shop.pk).update(default_language="es")
    address = reverse("admin_password_reset")
    Client().post(address, {"email": owner.email}, headers={"accept-language": "cs"})
    assert mail.outbox[0].subject == "Nueva contraseña"
    assert "http" in str(mail.outbox[0].body)


def test_who_works_for_no_shop_reads_the_language_of_the_page(db: None) -> None:
    User.objects.create_user("alone@x.cz", "correct horse battery")
    address = reverse("admin_password_reset")
    Client().post(address, {"email": "alone@x.cz"}, headers={"accept-language": "cs"})
    assert mail.outbox[0].subject == "Nové heslo"
