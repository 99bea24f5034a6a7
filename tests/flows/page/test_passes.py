"""A pass resumes in the browser that was given it, and is worth nothing elsewhere."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from selfservice.tenancy.models import Shop
from tests.flows.page.forms_in import Page

OURS = {"X-Fragment": "1", "User-Agent": "Firefox"}


@pytest.fixture
def given(client: Client, found: Page) -> str:
    """The pass of a session that has looked order 1001 up."""
    asked = found.hidden["go"] | {"do": "show", "pass": ""}
    html = client.post("/help/anna/", asked, headers=OURS).content.decode()
    return re.search(r'data-pass="([^"]+)"', html)[1]  # type: ignore[index]


def _resumed(client: Client, given: str, path: str = "/help/anna/", **headers: str) -> str:
    return client.post(path, {"do": "show", "pass": given}, headers=headers).content.decode()


def test_a_pass_resumes_where_it_was_given(client: Client, given: str, found: Page) -> None:
    assert found.token not in given
    assert "Order 1001 is processing" in _resumed(client, given, **OURS)


def test_a_pass_is_not_given_unasked(client: Client, found: Page) -> None:
    html = client.post("/help/anna/", found.hidden["go"] | {"do": "show"}, headers=OURS).content

    assert b"data-pass" not in html


def test_another_origin_cannot_use_it(client: Client, given: str) -> None:
    """The header makes a browser ask us first, and we allow no other origin."""
    assert "1001 is" not in _resumed(client, given, **{"User-Agent": "Firefox"})


def test_another_browser_cannot_use_it(client: Client, given: str) -> None:
    assert "1001 is" not in _resumed(client, given, **OURS | {"User-Agent": "curl"})


def test_another_network_cannot_use_it(demo: Shop, given: str) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.9")

    assert "1001 is" not in _resumed(stranger, given, **OURS)


def test_another_shop_cannot_use_it(client: Client, given: str, other_shop: Shop) -> None:
    assert "1001 is" not in _resumed(client, given, "/help/otto/", **OURS)


@pytest.mark.parametrize("broken", ["x", "k1:AAAA", "k1:é", "k1:"])
def test_what_is_no_pass_begins_anew(client: Client, demo: Shop, broken: str) -> None:
    assert "Which order?" in _resumed(client, broken, **OURS)
