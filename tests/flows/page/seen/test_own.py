"""The pages of one's link and one's data, light and dark, narrow and wide."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory
from playwright.sync_api import Page

from flows.page.drawing import draw
from flows.runtime.erasing import Erased, Kept
from flows.runtime.holding import Item, Part
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from tests.flows.page.seen.conftest import HOST

pytestmark = pytest.mark.journey

LONG = "Unbreakable" * 20
LINK = {"link": {"url": "https://help.example/help/r/aaaaaaaaaaaaaaaaaaaaaa/"}}
PARTS = [
    Part("answers", "What you typed", "To answer you", now(), (Item("Why?", LONG, now()),)),
    Part("tickets", "Your requests", "To answer you", None, (Item("Request 1"), Item("You", "a"))),
]
DONE = Erased(("This conversation",), (Kept(LONG, "It is evidence.", now()), Kept("a", "b", None)))
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "link": ("link", LINK),
    "sent": ("link", {"sent": True}),
    "wrong": ("link", {"email": "jana", "error": "Write an e-mail address."}),
    "data": ("data", {"parts": PARTS, "sentence": "Something is still under way."}),
    "erase": ("erase", {}),
    "erased": ("erased", {"done": DONE, "token": ""}),
    "resume": ("resume", {"language_name": "English"}),
}


def _drawn(name: str) -> tuple[str, str]:
    shop = Shop(key="anna", name="Anna's Shop", languages=["en", "cs", "es"])
    template, context = PAGES[name]
    request = RequestFactory().get("/help/anna/")
    middleware = CSPMiddleware(lambda _request: HttpResponse())
    middleware.process_request(request)
    base = {"token": "token", "key": "key"}
    page = draw(request, shop, "en", f"help/{template}.html", base | context)
    answer = middleware.process_response(request, page)
    return page.content.decode(), answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", PAGES)
def test_it_can_be_seen_heard_and_pressed(browser_page: Page, name: str) -> None:
    said: list[str] = []
    browser_page.on("console", lambda message: said.append(message.text))
    browser_page.on("pageerror", lambda error: said.append(error.message))
    html, policy = _drawn(name)
    headers = {"Content-Type": "text/html", "Content-Security-Policy": policy}
    browser_page.route("**/help/anna/*", lambda route: route.fulfill(body=html, headers=headers))
    browser_page.goto(f"{HOST}/help/anna/")

    found = Axe().run(browser_page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert said == []
    small = """() => [...document.querySelectorAll("button, input:not([type=hidden]), summary")]
        .filter(each => each.offsetParent && each.getBoundingClientRect().height < 44)
        .map(each => each.outerHTML)"""
    assert browser_page.evaluate(small) == []
    browser_page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = browser_page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
