"""Guessing is limited before a password is hashed, and does not lock the owner out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from selfservice.tenancy.models import User
from selfservice.tenancy.signing_in import FROM_ONE_NETWORK, KNOWN, TRIES

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
RIGHT = "correct horse battery"


def _sign_in(client: Client, email: str, password: str) -> Any:
    return client.post(reverse("admin:login"), {"username": email, "password": password})


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that was hashed to be compared."""
    seen: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: Any, password: str, *args: Any, **kwargs: Any) -> str:
        seen.append(password)
        return encode(self, password, *args, **kwargs)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return seen


@pytest.mark.parametrize("email", ["anna@anna.example", "nobody@anna.example"])
def test_an_account_has_ten_guesses_an_hour_known_or_not(
    owner: User, client: Client, hashed: list[str], email: str
) -> None:
    with time_machine.travel(NOON, tick=False):
        for guess in range(TRIES + 5):
            answer = _sign_in(client, email, f"guess {guess}")
        assert "Too many wrong passwords" in answer.content.decode()
        assert len(hashed) == TRIES
        assert _sign_in(client, email, RIGHT).status_code == 200
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        _sign_in(client, email, "another guess")
        assert len(hashed) == TRIES + 1


def test_a_network_cannot_make_us_hash_for_one_name_after_the_other(
    owner: User, client: Client, hashed: list[str]
) -> None:
    with time_machine.travel(NOON, tick=False):
        for guess in range(FROM_ONE_NETWORK + 5):
            answer = _sign_in(client, f"nobody{guess}@anna.example", "a guess")
        assert "from your network" in answer.content.decode()
        assert len(hashed) == FROM_ONE_NETWORK
        elsewhere = Client(REMOTE_ADDR="192.0.2.7")
        assert _sign_in(elsewhere, owner.email, RIGHT).status_code == 302


def test_a_browser_that_signed_in_before_is_not_locked_out(owner: User, client: Client) -> None:
    assert _sign_in(client, owner.email, RIGHT).status_code == 302
    assert client.cookies[KNOWN]["httponly"]
    client.post(reverse("admin:logout"))
    attacker = Client()
    for guess in range(TRIES + 1):
        _sign_in(attacker, owner.email, f"guess {guess}")
    assert _sign_in(attacker, owner.email, RIGHT).status_code == 200
    assert _sign_in(client, owner.email, RIGHT).status_code == 302


def test_one_accounts_browser_mark_is_worth_nothing_for_another(
    owner: User, stranger: User, hashed: list[str]
) -> None:
    attacker = Client()
    assert _sign_in(attacker, stranger.email, RIGHT).status_code == 302
    attacker.post(reverse("admin:logout"))
    hashed.clear()
    for guess in range(TRIES + 5):
        _sign_in(attacker, owner.email, f"guess {guess}")
    assert len(hashed) == TRIES


def test_the_right_password_costs_no_try(owner: User, client: Client) -> None:
    for _visit in range(TRIES + 2):
        client.cookies.pop(KNOWN, None)
        assert _sign_in(client, owner.email, RIGHT).status_code == 302


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(owner: User, client: Client, target: str) -> None:
    answer = client.post(
        f"{reverse('admin:login')}?next={target}",
        {"username": owner.email, "password": RIGHT, "next": target},
    )
    assert answer["Location"] == reverse("admin:index")


def test_signing_in_makes_a_new_session(owner: User, client: Client) -> None:
    session = client.session
    session["kept"] = "before"
    session.save()
    before = client.session.session_key
    _sign_in(client, owner.email, RIGHT)
    assert client.session.session_key != before


def test_the_policy_is_loosened_for_the_admin_alone(owner: User, client: Client) -> None:
    signed_out = client.get(reverse("admin:login"))
    client.force_login(owner)
    for page in (signed_out, client.get(reverse("admin:index"))):
        policy = page["Content-Security-Policy"]
        assert "'unsafe-eval'" in policy
        assert "frame-ancestors 'none'" in policy
        assert page["X-Frame-Options"] == "DENY"
        assert "script-src 'self'" in policy
    elsewhere = client.get(reverse("join", args=["no-such-secret"]))
    assert "unsafe" not in elsewhere["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in elsewhere["Content-Security-Policy"]


def test_unsafe_requests_need_the_form_token(owner: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    for page in ("admin:tenancy_invitation_add", "admin:logout", "admin:login"):
        assert strict.post(reverse(page)).status_code == 403


def test_a_wrong_password_is_told_once_and_in_our_own_words(owner: User, client: Client) -> None:
    page = _sign_in(client, "anna@anna.example", "wrong").content.decode()
    assert page.count("do not go together") == 1
    assert page.count("errornote") == 1
    assert "staff account" not in page
    assert "Forgotten your password?" in page
