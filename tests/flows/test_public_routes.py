"""Every public address is throttled, or listed here with the reason why not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

SIGNED_IN = "for people who are signed in; signing in has budgets in the database"
LETTER = "an invitation or a letter leads here; its mails and passwords have budgets"
NOT_THROTTLED = {
    "livez": "a load balancer that were refused would take the service away from everybody",
    "readyz": "as livez",
    "admin/": SIGNED_IN,
    "join/": LETTER,
    "password/": LETTER,
    "demo/": "exists on a machine of one's own only",
}
EXAMPLES = {
    "<slug:key>": "anna",
    "<slug:flow>": "cancel",
    "<slug:wanted>": "123456789abc",
    "<str:secret>": "nobody-knows-it",
    "<uuid:file_id>": "00000000-0000-4000-8000-000000000000",
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def address(route: str) -> str:
    for part, example in EXAMPLES.items():
        route = route.replace(part, example)
    return f"/{route}"


ALL = list(routes(get_resolver().url_patterns))
THROTTLED = [each for each in ALL if not each.startswith(tuple(NOT_THROTTLED))]


def test_the_walk_has_found_the_public_addresses() -> None:
    assert {"bubble.js", "help/<slug:key>/", "api/v1/session/answers/"} <= set(THROTTLED)
    assert len(THROTTLED) >= 20


@pytest.mark.parametrize("reason", NOT_THROTTLED)
def test_no_reason_is_left_over(reason: str) -> None:
    assert reason == "demo/" or any(each.startswith(reason) for each in ALL)


@override_settings(NETWORK_REQUESTS_A_MINUTE=0)
@pytest.mark.django_db
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", THROTTLED)
def test_a_public_address_refuses_who_asks_too_often(
    client: Client, route: str, method: str
) -> None:
    answered = client.generic(method, address(route))
    if answered.status_code != 405:  # refused before anything is done for it
        assert answered.status_code == 429
        assert 1 <= int(answered.headers["Retry-After"]) <= 60
