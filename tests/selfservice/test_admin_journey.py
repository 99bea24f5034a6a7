"""The admin in a real browser: its theme works under our policy, without one complaint."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import within

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page() -> Iterator[Page]:
    # The driver keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def test_an_owner_signs_in_and_looks_around(page: Page, live_server: LiveServer) -> None:
    shop = Shop.objects.create(key="anna", name="Anna's Shop", languages=["en"])
    user = User.objects.create_user("anna@x.cz", "correct horse battery", is_staff=True)
    with within(shop):
        Member.objects.create(shop=shop, user=user, role=Role.OWNER)
    complaints: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.add("/".join(request.url.split("/")[:3])))
    page.goto(live_server.url + reverse("admin:login"))
    page.fill("[name=username]", "anna@x.cz")
    page.fill("[name=password]", "correct horse battery")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Set your shop up").wait_for()
    for name in ("shop_settings", "tenancy_member_changelist", "privacy_auditevent_changelist"):
        page.goto(live_server.url + reverse(f"admin:{name}"))
        page.wait_for_load_state("networkidle")
    assert complaints == []
    assert asked == {live_server.url}
