"""The API counts each call of a session and of a network, and refuses before it reads anything."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from selfservice.tenancy.models import Shop
from tests.flows.api.conftest import ORDER, App

HALF_PAST = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)
SESSION = "/api/v1/session/"
CALLS = [
    ("GET", SESSION),
    ("POST", f"{SESSION}answers/"),
    ("POST", f"{SESSION}back/"),
    ("POST", f"{SESSION}links/"),
    ("POST", f"{SESSION}questions/"),
    ("POST", f"{SESSION}files/"),
    ("POST", f"{SESSION}rating/"),
    ("GET", f"{SESSION}data/"),
    ("DELETE", f"{SESSION}data/"),
]

pytestmark = pytest.mark.usefixtures("_at_half_past")


@pytest.fixture
def _at_half_past() -> Any:
    with time_machine.travel(HALF_PAST, tick=False):
        yield


def called(app: App, method: str, path: str, **more: Any) -> Any:
    headers = {"Authorization": f"Bearer {app.token}"}
    kind: dict[str, Any] = {"content_type": "application/json"} if method == "POST" else {}
    return app.client.generic(method, path, "{}", headers=headers, **kind, **more)


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_one_more_than_a_session_may_ask_is_a_problem_with_a_time_to_come_back(
    app: App, method: str, path: str
) -> None:
    app.start()
    with override_settings(SESSION_REQUESTS_A_MINUTE=2):
        before = [app.resume()[0] for _time in range(2)]
        answered = called(app, method, path)
    assert before == [200, 200]
    assert answered.status_code == 429
    assert answered.headers["Retry-After"] == "30"
    assert answered.headers["Content-Type"] == "application/problem+json"
    assert answered.headers["Cache-Control"] == "private, no-store"
    problem = answered.json()
    assert (problem["type"], problem["status"]) == ("too-many", 429)
    assert "try again in 30 seconds" in problem["detail"]


@override_settings(SESSION_REQUESTS_A_MINUTE=1)
def test_the_next_minute_takes_the_answer_that_was_refused(app: App) -> None:
    app.start()
    app.resume()
    assert app.answer(step="which", values=ORDER)[0] == 429
    with time_machine.travel(HALF_PAST.replace(minute=1), tick=False):
        status, body = app.answer(step="which", values=ORDER)
    assert (status, body["view"]["step"]) == (200, "sure")


@override_settings(SESSION_REQUESTS_A_MINUTE=1)
def test_another_session_of_the_same_network_has_its_own_count(app: App, demo: Shop) -> None:
    app.start()
    assert [app.resume()[0] for _time in range(2)] == [200, 429]
    other = App(demo)
    other.start()
    assert other.resume()[0] == 200


@override_settings(NETWORK_REQUESTS_A_MINUTE=3)
def test_a_network_is_counted_with_all_its_sessions_and_starts(app: App, demo: Shop) -> None:
    other = App(demo)
    assert [app.start()[0], app.resume()[0], other.start()[0]] == [201, 200, 201]
    assert other.resume()[0] == 429
    assert called(other, "GET", SESSION, REMOTE_ADDR="192.0.2.7").status_code == 200


@override_settings(NETWORK_REQUESTS_A_MINUTE=1, TRUSTED_PROXIES=1)
def test_a_network_is_the_one_that_our_proxies_name_whatever_the_client_says(app: App) -> None:
    app.start()
    seen = [
        called(app, "GET", SESSION, HTTP_X_FORWARDED_FOR=forwarded).status_code
        for forwarded in ("192.0.2.7", "198.51.100.1, 192.0.2.7", "192.0.2.8")
    ]
    assert seen == [200, 429, 200]


@override_settings(NETWORK_REQUESTS_A_MINUTE=1)
def test_all_addresses_of_one_ipv6_network_count_together(app: App) -> None:
    app.start()
    seen = [
        called(app, "GET", SESSION, REMOTE_ADDR=address).status_code
        for address in ("2001:db8:1:2::7", "2001:db8:1:2:ffff::8", "2001:db8:1:3::7")
    ]
    assert seen == [200, 429, 200]


@override_settings(SESSION_REQUESTS_A_MINUTE=1)
def test_a_refusal_costs_the_database_nothing(app: App) -> None:
    app.start()
    app.resume()
    with CaptureQueriesContext(connection) as captured:
        answered = called(app, "POST", f"{SESSION}answers/")
    assert answered.status_code == 429
    assert captured.captured_queries == []


@override_settings(SESSION_REQUESTS_A_MINUTE=2)
def test_a_token_that_is_nobodys_is_refused_like_any_other(app: App) -> None:
    app.token = uuid4().hex
    assert [app.resume()[0] for _time in range(3)] == [404, 404, 429]
