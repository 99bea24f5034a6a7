"""What people do again and again: open the bubble, cancel, complain, ask, sign in."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

import httpx
from playwright.sync_api import FilePayload, FrameLocator, Locator, Page, expect

from classifier.routing import LOOK_AGAIN_SECONDS
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.installation import PATIENCE_SECONDS, Installation

OWNER = "owner@demo.example"
AGENT = "agent@demo.example"


def opened_bubble(page: Page, installation: Installation) -> FrameLocator:
    page.goto(f"{installation.shop_address}/demo/")
    page.get_by_role("button", name="Help").click()
    return page.frame_locator("iframe")


def ask_to_cancel(talk: FrameLocator | Page, order: str, email: str) -> None:
    talk.get_by_role("button", name="Cancel an order").click()
    talk.get_by_label("Order number").fill(order)
    talk.get_by_label("E-mail used for the order").fill(email)
    talk.get_by_role("button", name="Find the order").click()


def said(talk: FrameLocator | Page, words: str | re.Pattern[str], exact: bool = False) -> Locator:
    """Where the page itself says it: its live region may repeat it for a moment."""
    return talk.locator("#page").get_by_text(words, exact=exact)


def complain(talk: FrameLocator | Page, order: str, email: str) -> None:
    """Up to the form that asks what is damaged."""
    talk.get_by_role("button", name="Something is wrong with my goods").click()
    talk.get_by_label("Order number").fill(order)
    talk.get_by_label("E-mail used for the order").fill(email)
    talk.get_by_role("button", name="Continue", exact=True).click()
    talk.get_by_role("button", name="It arrived damaged").click()


def complain_of(page: Page, installation: Installation, order: str, story: str) -> None:
    """A whole complaint, which wishes for the money."""
    bubble = opened_bubble(page, installation)
    complain(bubble, order, "jane@example.com")
    bubble.get_by_label("What is damaged?").fill(story)
    bubble.get_by_label("Return my money").check()
    bubble.get_by_role("button", name="Send").click()
    expect(said(bubble, "Thank you, your complaint")).to_be_visible()


def expect_to_fit_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    expect(page.locator("html")).to_have_js_property("clientWidth", PHONE["width"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(DESKTOP)


def choose_photos(talk: FrameLocator | Page, files: Path | Sequence[Path] | FilePayload) -> None:
    """Once the script that sends them at once is there."""
    expect(talk.locator(".photos.live")).to_be_visible()
    talk.get_by_label("Photos").set_input_files(files)


def save(page: Page) -> None:
    """What is said of it may stand there already, of an earlier change."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def questions_taken(installation: Installation) -> None:
    """Waits until the demo's model is trained and questions can be typed."""
    address = f"{installation.address}/help/demo/"
    deadline = time.monotonic() + PATIENCE_SECONDS
    while 'id="ask"' not in httpx.get(address, timeout=PATIENCE_SECONDS).text:
        assert time.monotonic() < deadline, "no model was trained for the demo"
        time.sleep(0.2)
    model_noticed()


def model_noticed() -> None:
    """Every web process looks by itself, every few seconds, whether there is a newer model."""
    time.sleep(LOOK_AGAIN_SECONDS)


def ask(talk: FrameLocator | Page, question: str) -> None:
    box = talk.locator("#question")
    box.fill(question)
    box.press("Enter")


def prove(talk: FrameLocator | Page, code: str) -> None:
    talk.get_by_label("code").fill(code)
    talk.get_by_role("button", name="Confirm").click()


def sign_in(page: Page, installation: Installation, email: str) -> None:
    page.goto(f"{installation.address}/admin/login/")
    page.locator("[name=username]").fill(email)
    page.locator("[name=password]").fill(installation.sign_ins[email])
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/admin/$"))


def open_from_the_queue(page: Page, installation: Installation, subject: str) -> None:
    """Waits until the worker has opened the ticket, and its page has loaded, scripts and all."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    # However many wait before it: an earlier journey leaves its tickets open.
    page.goto(f"{installation.address}/admin/desk/?{urlencode({'q': subject})}")
    link = page.get_by_role("link", name=subject)
    while not link.count():
        assert time.monotonic() < deadline, "the ticket did not come"
        time.sleep(0.2)
        page.reload()
    link.click()
    page.wait_for_url(re.compile(r"/admin/desk/\d+/"))
