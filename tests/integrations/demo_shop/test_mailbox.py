"""The demo's mail stays here, and is shown as text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from integrations.demo_shop import mailbox, views
from integrations.demo_shop.models import DemoMail
from selfservice.tenancy.models import Shop

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_here(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.integrations.demo_shop.demo_urls"
    settings.EMAIL_BACKEND = "integrations.demo_shop.mailbox.MailboxBackend"


def _send(subject: str = "Your code", body: str = "<b>1234</b>") -> DemoMail:
    send_mail(subject, body, "help@shop.example", ["jane@example.com"])
    return DemoMail.objects.latest("at")


def test_a_mail_is_kept_instead_of_sent() -> None:
    mail = _send()
    assert (mail.recipients, mail.subject) == ("jane@example.com", "Your code")


def test_markup_in_a_mail_is_text() -> None:
    html = render_to_string("demo/mail.html", {"mail": _send()})
    assert "&lt;b&gt;1234&lt;/b&gt;" in html
    assert "<b>" not in html


def test_a_web_address_in_a_mail_can_be_pressed() -> None:
    html = render_to_string("demo/mail.html", {"mail": _send(body="Go on: http://x.example/a/")})
    assert '<a href="http://x.example/a/"' in html


def test_old_mails_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "KEPT", 2)
    for number in range(4):
        _send(f"Mail {number}")
    assert {mail.subject for mail in DemoMail.objects.all()} == {"Mail 2", "Mail 3"}


def test_the_list_leads_to_each_mail(rf: RequestFactory) -> None:
    mail = _send()
    listed = views.mailbox(rf.get("/demo/mail/")).content.decode()
    assert f"/demo/mail/{mail.pk}/" in listed
    assert "Your code" in views.mail(rf.get("/"), mail.pk).content.decode()


def test_mails_are_told_by_the_shops_clock(rf: RequestFactory) -> None:
    Shop.objects.create(key="demo", name="Demo", time_zone="Asia/Tokyo")
    mail = _send()
    DemoMail.objects.update(at=datetime(2026, 5, 1, 22, 30, tzinfo=UTC))

    for page in (views.mailbox(rf.get("/demo/mail/")), views.mail(rf.get("/"), mail.pk)):
        assert "2 May 2026, 07:30" in page.content.decode()
