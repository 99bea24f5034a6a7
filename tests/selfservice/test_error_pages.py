"""Whoever gets lost is told so in their language, and shown the way back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from selfservice.tenancy.models import Shop, User

WAY_BACK = 'href="/admin/"'
BROKEN = "multipart/form-data; boundary="
MANY = urlencode([("x", "")] * 3000)
UNREADABLE = [
    ({"data": "x" * 5_000_000, "content_type": "application/x-www-form-urlencoded"}, 413),
    ({"data": MANY, "content_type": "application/x-www-form-urlencoded"}, 400),
    ({"data": "x", "content_type": BROKEN}, 400),
    ({"data": "x", "content_type": "text/plain", "HTTP_HOST": "elsewhere.example"}, 400),
]


def test_an_address_that_leads_nowhere_leads_back_to_the_overview(as_agent: Client) -> None:
    answer = as_agent.get("/admin/nowhere/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "There is no page at this address" in page
    assert WAY_BACK in page


def test_who_may_not_is_told_their_role_and_who_can_change_it(as_agent: Client, shop: Shop) -> None:
    answer = as_agent.get(reverse("admin:integrations_connection_changelist"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "your role is: Agent" in page
    assert WAY_BACK in page


def test_strangers_are_led_nowhere_and_get_no_cookie(client: Client, db: None) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert WAY_BACK not in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("language", ["en", "cs", "es"])
def test_the_page_is_in_the_language_of_its_reader(as_agent: Client, language: str) -> None:
    answer = as_agent.get("/admin/nowhere/", headers={"accept-language": language})
    assert f'<html lang="{language}">' in answer.content.decode()


def test_a_form_that_cannot_be_taken_says_what_to_do(owner: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    answer = strict.post(reverse("admin:integrations_test_orders"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "reload the page, and send it once more" in page
    assert WAY_BACK in page


def test_our_own_fault_is_called_so(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_shop: Shop) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("flows.admin.overview.steps_of", broken)
    client = Client(raise_request_exception=False)
    client.force_login(owner)
    answer = client.get(reverse("admin:index"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "It is our fault" in page
    assert "secret words" not in page


@pytest.mark.parametrize(("sent", "status"), UNREADABLE, ids=["large", "many", "broken", "host"])
@pytest.mark.parametrize("address", ["/admin/login/", "/help/{key}/"])
def test_what_cannot_be_read_is_answered_with_a_page(
    address: str, sent: dict[str, Any], status: int, shop: Shop
) -> None:
    answer = Client().post(address.format(key=shop.key), **sent)
    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()


def test_apps_are_told_so_in_a_problem_document(client: Client) -> None:
    answer = client.get("/api/v1/session/", headers={"host": "elsewhere.example"})
    assert answer.status_code == answer.json()["status"] == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_page_for_what_cannot_be_read_says_so(client: Client, db: None) -> None:
    page = client.get("/admin/", headers={"host": "elsewhere.example"}).content.decode()
    assert "This could not be taken" in page
    assert "elsewhere.example" not in page


def test_the_bare_address_leads_to_the_admin(client: Client, db: None) -> None:
    assert client.get("/").headers["Location"] == "/admin/"
