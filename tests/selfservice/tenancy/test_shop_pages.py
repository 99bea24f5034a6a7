"""An owner edits plain fields, and what is stored is what the flows read."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django import forms
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit
from pytest_django import Settings

from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.line_fields import DatesField, FactsField, HoursField, OriginsField
from selfservice.tenancy.models import Invitation, Shop, User
from selfservice.tenancy.scope import within
from selfservice.tenancy.signals import languages_changed, shop_started
from selfservice.tenancy.starting import start_shop

FORM = {
    "name": "Anna's Shop",
    "contact_email": "help@anna.example",
    "country": "CZ",
    "currency": "CZK",
    "time_zone": "Europe/Prague",
    "languages": ["en", "cs"],
    "default_language": "cs",
    "origins": "anna.example\nhttp://localhost:8000/",
    "opening_hours": "Mon 9:00-12:00, 13:00-17:00\nfri: 8.30-15.00",
    "holidays": "24.12.2026\n2026-12-26",
    "return_days": "30",
    "refund_days": "7",
    "return_address": "Anna's Shop, Dlouhá 7, 110 00 Praha",
    "facts": "return_fee: 99\nhygiene = no returns",
    "accent": "#112233",
    "side": "left",
    "launcher_en": "Help?",
    "launcher_cs": "",
    "launcher_es": "",
    "privacy_notice_en": "We keep little.",
}


def test_an_owner_saves_the_shop_as_the_flows_read_it(
    owner: User, shop: Shop, client: Client
) -> None:
    client.force_login(owner)
    change = reverse("admin:tenancy_shop_change", args=[shop.pk])
    assert client.post(change, FORM)["Location"] == reverse("admin:index")
    shop.refresh_from_db()
    assert shop.origins == ["https://anna.example", "http://localhost:8000"]
    assert shop.opening_hours == {
        "mon": [["09:00", "12:00"], ["13:00", "17:00"]],
        "fri": [["08:30", "15:00"]],
    }
    assert shop.holidays == ["2026-12-24", "2026-12-26"]
    assert shop.policy == {
        "return_days": 30,
        "refund_days": 7,
        "return_address": "Anna's Shop, Dlouhá 7, 110 00 Praha",
        "return_fee": 99,
        "hygiene": "no returns",
    }
    assert shop.look == {"accent": "#112233", "side": "left", "launcher": {"en": "Help?"}}
    assert shop.privacy_notice == {"en": "We keep little."}
    with within(shop):
        assert AuditEvent.objects.get().action == "shop.changed"
    page = client.get(change).content.decode()
    assert "Mon 09:00-12:00, 13:00-17:00\nFri 08:30-15:00" in page
    assert "{&quot;" not in page
    assert "{&#x27;" not in page


def test_whoever_listens_hears_of_the_shops_languages_when_they_change(
    owner: User, shop: Shop, client: Client
) -> None:
    heard: list[list[str]] = []

    def listen(shop: Shop, **_kwargs: Any) -> None:
        heard.append(list(shop.languages))

    client.force_login(owner)
    change = reverse("admin:tenancy_shop_change", args=[shop.pk])
    languages_changed.connect(listen)
    try:
        client.post(change, {**FORM, "languages": ["en", "cs"]})
        client.post(change, {**FORM, "languages": ["en", "cs"]})
        client.post(change, {**FORM, "languages": ["en", "cs", "es"]})
    finally:
        languages_changed.disconnect(listen)
    assert heard[-1] == ["en", "cs", "es"]
    assert heard.count(["en", "cs"]) <= 1


def test_the_default_language_is_one_of_the_shops(owner: User, shop: Shop, client: Client) -> None:
    client.force_login(owner)
    change = reverse("admin:tenancy_shop_change", args=[shop.pk])
    answer = client.post(change, {**FORM, "default_language": "es"})
    assert "Tick this language above" in answer.content.decode()


def test_others_read_the_shop_and_change_nothing(agent: User, shop: Shop, client: Client) -> None:
    client.force_login(agent)
    change = reverse("admin:tenancy_shop_change", args=[shop.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, FORM).status_code == 403


def test_others_read_words_and_nothing_as_it_is_stored(
    owner: User, agent: User, shop: Shop, client: Client
) -> None:
    change = reverse("admin:tenancy_shop_change", args=[shop.pk])
    client.force_login(owner)
    client.post(change, FORM)
    client.force_login(agent)
    page = client.get(change).content.decode()
    assert "English, Czech" in page
    assert "Mon 09:00-12:00, 13:00-17:00<br>Fri 08:30-15:00" in page
    assert "return_fee: 99" in page
    assert "Bottom left" in page
    assert "en: We keep little." in page
    for stored in ("[&quot;", "{&quot;", "[&#x27;", "{&#x27;", "{}"):
        assert stored not in page.partition("<main")[2]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *((OriginsField(), f) for f in ("http://anna.example", "https://a.cz/path", "*", "")[:3]),
        *((OriginsField(), f) for f in ("javascript:x", "https://a@b.cz", "https://a.cz:x")),
        *((HoursField(), f) for f in ("Mon", "Foo 9:00-10:00", "Mon 17:00-9:00", "Mon 9-17")),
        *((HoursField(), f) for f in ("Mon 9:00-10:00\nmon 11:00-12:00", "Mon 9:00-25:00")),
        *((DatesField(), f) for f in ("2026-13-01", "tomorrow")),
        *((FactsField(), f) for f in ("Fee: 3", "fee", "a b: c")),
    ],
)
def test_a_wrong_line_is_answered_with_a_sentence(field: Any, text: str) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(text)
    assert text.splitlines()[-1] in refused.value.messages[0]


def test_the_command_starts_a_shop_and_invites_its_owner(
    db: None, settings: Settings, django_capture_on_commit_callbacks: OnCommit
) -> None:
    heard: list[Shop] = []

    def listen(shop: Shop, **_kwargs: Any) -> None:
        assert Invitation.objects.count() == 0  # within the shop's scope, or this raises
        heard.append(shop)

    shop_started.connect(listen)
    said = StringIO()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    try:
        with django_capture_on_commit_callbacks(execute=True):
            call_command(
                "start_shop",
                "--name",
                "Iva",
                "--owner-email",
                "iva@x.es",
                "--country",
                "ES",
                stdout=said,
            )
    finally:
        shop_started.disconnect(listen)
    shop = Shop.objects.get()
    assert heard == [shop]
    assert (shop.currency, shop.time_zone, shop.languages) == ("EUR", "Europe/Madrid", ["es"])
    assert shop.key in said.getvalue()
    assert [letter.to for letter in mail.outbox] == [["iva@x.es"]]


@pytest.mark.parametrize(
    ("country", "language", "subject"),
    [("CZ", "cs", "Pozvánka"), ("ES", "es", "Invitación"), ("DE", "en", "Invitation")],
)
def test_a_shop_speaks_the_language_of_its_country_from_the_first_letter(
    country: str,
    language: str,
    subject: str,
    db: None,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        shop = start_shop("Iva", country, "iva@x.cz").shop
    assert (shop.default_language, shop.languages) == (language, [language])
    assert mail.outbox[0].subject.startswith(subject)


def _command(said: StringIO | None = None, **changed: str) -> None:
    asked = {"name": "Iva", "owner-email": "iva@x.cz", "country": "CZ"} | changed
    argv = (part for name, value in asked.items() for part in (f"--{name}", value))
    call_command("start_shop", *argv, stdout=said or StringIO())


@pytest.mark.parametrize(
    "wrong", [{"owner-email": "iva"}, {"name": ""}, {"name": " \n"}, {"name": "x" * 400}]
)
def test_the_command_refuses_what_the_form_refuses(db: None, wrong: dict[str, str]) -> None:
    (name,) = wrong
    with pytest.raises(CommandError, match=f"^--{name}: "):
        _command(None, **wrong)
    assert not Shop.objects.exists()


def test_the_command_asks_for_the_country(db: None) -> None:
    with pytest.raises(CommandError, match="--country"):
        call_command("start_shop", "--name", "Iva", "--owner-email", "iva@x.cz")


def test_the_command_tells_what_follows_from_the_country(db: None) -> None:
    said = StringIO()
    _command(said, country="ES")
    assert "It speaks es and sells in EUR." in said.getvalue()


def test_a_shops_name_is_one_line(db: None) -> None:
    _command(name="Iva's\nMugs")
    assert Shop.objects.get().name == "Iva's Mugs"


def test_no_shop_is_started_beside_the_demo(db: None, settings: Settings) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="DEMO=1 is for the demo shop alone"):
        _command()
    assert not Shop.objects.exists()


def test_a_superuser_starts_the_first_shop_from_the_admin(db: None, client: Client) -> None:
    client.force_login(User.objects.create_superuser("root@x.cz", "pw"))
    index = reverse("admin:index")
    assert "Start your first shop" in client.get(index).content.decode()
    started = client.post(
        reverse("admin:tenancy_shop_add"),
        {"name": "Iva", "country": "CZ", "owner_email": "iva@x.cz"},
        follow=True,
    )
    assert "Start your first shop" not in started.content.decode()
    assert started.context["site_header"] == "Iva"


def test_an_owner_starts_no_shop(owner: User, client: Client) -> None:
    client.force_login(owner)
    values = {"name": "X", "country": "CZ", "owner_email": "x@x.cz"}
    assert client.post(reverse("admin:tenancy_shop_add"), values).status_code == 403
