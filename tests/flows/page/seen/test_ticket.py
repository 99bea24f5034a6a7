"""The shopper's page of a ticket, light and dark, narrow and wide."""

from __future__ import annotations

import time
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory
from playwright.sync_api import Page, Route, expect

from flows.page.drawing import draw
from flows.page.ticket.answering import TEXT, Told
from flows.page.ticket.photos import field_of
from flows.page.ticket.showing import Said
from flows.view import DeliveryView
from integrations.desk.models import Message, Status, Ticket
from selfservice.files.reading import Described
from selfservice.tenancy.models import Shop
from tests.flows.page.seen.conftest import HOST
from tests.journeys.conftest import PATIENCE_MS

pytestmark = pytest.mark.journey

PHOTO = Described("f1", "a-very-long-name-that-a-phone-gave-to-this-photo-of-a-cup.jpg", 9, "")
LONG = "Unbreakable" * 20
SAID = [
    Said(True, "You", "1 May 2026, 10:00", "2026-05-01", f"Hello, {LONG}", (PHOTO,)),
    Said(False, "Agnes, Anna's Shop", "1 May", "2026-05-01", f"See https://x.example/{LONG}", ()),
]
WORDS = "It came in two pieces"
TOLD = {
    "first": Told(),
    "sent": Told(sent=Message()),
    "refused": Told(422, "This file cannot be opened.", "My words", (PHOTO,)),
}


def _drawn(name: str) -> tuple[str, str]:
    shop = Shop(key="anna", name="Anna's Shop", languages=["en", "cs", "es"])
    ticket = Ticket(number=12, status=Status.WAITING)
    context = {
        "ticket": ticket,
        "state": "We have answered",
        "next": "Does it solve your request?",
        "conversation": SAID,
        "transcript": [{"question": "What happened?", "answer": "It broke."}],
        "case_files": [PHOTO],
        "view": SimpleNamespace(deliveries=[DeliveryView("d", "Refund the payment", "done")]),
        "told": TOLD[name],
        "elsewhere": "",
        "text_name": TEXT,
        "photos": field_of(ticket, TOLD[name].kept),
    }
    request = RequestFactory().get("/help/t/secret/")
    middleware = CSPMiddleware(lambda _request: HttpResponse())
    middleware.process_request(request)
    page = draw(request, shop, "en", "help/ticket/page.html", context)
    answer = middleware.process_response(request, page)
    return page.content.decode(), answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", TOLD)
def test_a_ticket_can_be_read_and_answered_by_everybody(browser_page: Page, name: str) -> None:
    said: list[str] = []
    browser_page.on("console", lambda message: said.append(message.text))
    html, policy = _drawn(name)
    headers = {"Content-Type": "text/html", "Content-Security-Policy": policy}
    browser_page.route(f"{HOST}/ticket/", lambda route: route.fulfill(body=html, headers=headers))
    browser_page.goto(f"{HOST}/ticket/")
    browser_page.locator("summary").click()

    found = Axe().run(browser_page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert said == []
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert browser_page.evaluate(wider) <= 0


def _served(page: Page, got: str, posted: str | None) -> None:
    """`posted` is what a POST is answered with; none where nobody can be reached."""

    def answer(route: Route) -> None:
        name = posted if route.request.method == "POST" else got
        if name is None:
            return route.abort()
        html, policy = _drawn(name)
        headers = {"Content-Type": "text/html", "Content-Security-Policy": policy}
        return route.fulfill(body=html, headers=headers)

    page.route(f"{HOST}/help/t/secret/**", answer)


@pytest.fixture
def written(browser_page: Page) -> Page:
    """Words that were typed and not sent yet."""
    _served(browser_page, "first", None)
    browser_page.goto(f"{HOST}/help/t/secret/")
    browser_page.locator("#text").press_sequentially(WORDS)
    return browser_page


def _wait_until_kept(page: Page) -> None:
    """The script that keeps words comes with the first letter; the page's policy lets nobody
    wait for it inside the page."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while WORDS not in page.evaluate("JSON.stringify(sessionStorage)"):
        assert time.monotonic() < deadline, "the words were not kept"
        page.wait_for_timeout(50)


def test_a_reload_keeps_what_was_typed(written: Page) -> None:
    expect(written.locator("#text")).to_have_value(WORDS)
    _wait_until_kept(written)
    written.reload()
    expect(written.locator("#text")).to_have_value(WORDS)


def test_what_cannot_be_sent_stays_until_it_is(written: Page) -> None:
    written.get_by_role("button", name="Send", exact=True).click()
    expect(written.locator("#lost")).to_contain_text("What you typed is kept.")
    expect(written.locator("#text")).to_have_value(WORDS)
    _served(written, "first", "sent")
    written.get_by_role("button", name="Try again").click()
    expect(written.locator("#thanks")).to_be_focused()
    expect(written.locator("#text")).to_have_value("")
    assert WORDS not in written.evaluate("JSON.stringify(sessionStorage)")


def test_what_was_refused_is_said_and_stays(written: Page) -> None:
    _served(written, "first", "refused")
    written.get_by_role("button", name="Send", exact=True).click()
    expect(written.locator("#errors")).to_be_focused()
    expect(written.locator(".photos li.kept")).to_have_count(1)
    written.get_by_role("button", name="Remove").click()
    expect(written.locator(".photos li")).to_have_count(0)
