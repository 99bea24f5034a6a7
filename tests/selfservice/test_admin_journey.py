"""The admin in a real browser: its theme works under our policy, without one complaint."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from selfservice.tenancy.models import User
from tests.journeys.conftest import needed_chromium

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(owner: User, live_server: LiveServer) -> Iterator[Page]:
    """While the driver runs, Django takes this thread for an async one: a query would be refused,
    and a connection made then stays open for ever. So whatever needs rows comes before."""
    path = needed_chromium()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.set_default_timeout(120_000)  # a busy machine is slow, not wrong
        yield opened
        browser.close()


def test_an_owner_signs_in_and_looks_around(page: Page, live_server: LiveServer) -> None:
    complaints: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    page.goto(live_server.url + reverse("admin:login"))
    page.fill("[name=username]", "anna@anna.example")
    page.fill("[name=password]", "correct horse battery")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Set your shop up").wait_for()
    for name in ("shop_settings", "tenancy_member_changelist", "privacy_auditevent_changelist"):
        page.goto(live_server.url + reverse(f"admin:{name}"))
        page.wait_for_load_state("networkidle")
    assert complaints == []
    assert asked == {live_server.url}
