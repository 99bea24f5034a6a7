"""Who presses too often sees when to press again, with everything typed still there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from flows import runtime
from flows.models import Session
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.page.forms_in import Page, Shopper

HALF_PAST = datetime(2026, 5, 4, 12, 0, 30, tzinfo=UTC)
WAIT = "try again in 30 seconds"


@pytest.fixture(autouse=True)
def _at_half_past() -> Iterator[None]:
    with time_machine.travel(HALF_PAST, tick=False):
        yield


def left(requests: int) -> override_settings:
    """So many more of anybody are answered."""
    return override_settings(NETWORK_REQUESTS_A_MINUTE=requests)


@pytest.fixture
def step(shopper: Shopper) -> Page:
    """The first step of a conversation, with its form."""
    return shopper.sends(shopper.looks(), "go", do="again")


def test_a_refused_form_comes_back_filled_in_and_nothing_was_done(
    shopper: Shopper, step: Page, demo: Shop
) -> None:
    with within(demo):
        before = Session.objects.values_list("version").get()
    with left(2):
        page = shopper.sends(step, a_number="1001", a_email="jane@example.com")
    assert page.status == 429
    assert page.html.count(WAIT) == 1
    assert 'value="1001"' in page.html
    assert 'value="jane@example.com"' in page.html
    with within(demo):
        assert Session.objects.values_list("version").get() == before
    again = shopper.sends(page, a_number="1001", a_email="jane@example.com")
    assert again.status == 200
    assert again.token == step.token


def test_the_first_form_of_all_comes_back_filled_in_too(shopper: Shopper, demo: Shop) -> None:
    first = shopper.looks()
    with left(1):
        page = shopper.sends(first, a_number="1001", a_email="jane@example.com")
    assert (page.status, page.token) == (429, "")
    assert 'value="jane@example.com"' in page.html
    with within(demo):
        assert not Session.objects.exists()
    assert shopper.sends(page, a_number="1001", a_email="jane@example.com").token


def test_one_conversation_is_counted_by_its_token(shopper: Shopper, step: Page) -> None:
    with override_settings(SESSION_REQUESTS_A_MINUTE=1):
        shown = [shopper.sends(step, "go", do="show").status for _time in range(2)]
        assert shown == [200, 429]
        assert shopper.looks().status == 200


def test_it_says_so_in_the_shoppers_language(shopper: Shopper, step: Page) -> None:
    with left(2):
        page = shopper.sends(step, "go", do="show", lang="cs")
    assert page.status == 429
    assert '<html lang="cs">' in page.html


def test_the_time_to_come_back_is_in_the_header_too(client: Client, demo: Shop) -> None:
    with left(1):
        client.get("/help/anna/")
        refused = client.get("/help/anna/")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    assert refused.headers["Cache-Control"] == "private, no-store"
    assert WAIT in refused.content.decode()


@pytest.mark.parametrize("path", ["/help/anna/privacy/", "/help/anna/cancel/"])
def test_other_pages_say_it_in_the_shops_own_look(client: Client, demo: Shop, path: str) -> None:
    with left(1):
        client.get(path)
        refused = client.get(path)
    assert refused.status_code == 429
    html = refused.content.decode()
    assert html.count(WAIT) == 1
    assert "Anna&#x27;s Shop" in html


def test_a_resume_link_that_is_refused_is_still_good(
    client: Client, shopper: Shopper, step: Page, demo: Shop
) -> None:
    with within(demo):
        link = runtime.make_link(Session.objects.get()).url.removeprefix("http://localhost:8000")
    with left(2):
        refused = client.post(link)
    assert refused.status_code == 429
    assert WAIT in refused.content.decode()
    assert client.post(link).status_code == 200


def test_a_flood_is_answered_in_a_line_and_asks_the_database_nothing(
    client: Client, demo: Shop
) -> None:
    with left(1):
        for _time in range(2):
            client.get("/help/anna/")
        with CaptureQueriesContext(connection) as captured:
            flooded = client.get("/help/anna/")
    assert flooded.status_code == 429
    assert captured.captured_queries == []
    assert flooded.content.decode().strip().endswith(f"{WAIT}.")
    assert "<main" not in flooded.content.decode()  # our script then leaves the form as it is


def test_the_address_for_a_link_is_still_typed_in(shopper: Shopper, step: Page) -> None:
    page = shopper.sends(step, "go", do="link")
    with left(3):
        refused = shopper.sends(page, "mail", email="jane@example.com")
    assert refused.status == 429
    assert 'value="jane@example.com"' in refused.html
    assert WAIT in refused.html
