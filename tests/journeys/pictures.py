"""Takes the README's pictures from a running installation: `make pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.journeys.conftest import ARGUMENTS, DESKTOP, PHONE, installed_chromium
from tests.journeys.installation import ROOT, Installation, running
from tests.journeys.moves import OWNER, ask_to_cancel, opened_bubble, prove, sign_in

DOCS = ROOT / "selfservice" / "docs"
WIDE = ViewportSize(width=1440, height=900)


def page_of(browser: Browser, size: ViewportSize) -> Page:
    context = browser.new_context(
        viewport=size, has_touch=size == PHONE, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    return context.new_page()


def bubble_on_a_desktop(browser: Browser, installation: Installation) -> None:
    page = page_of(browser, DESKTOP)
    bubble = opened_bubble(page, installation)
    expect(bubble.get_by_role("button", name="Cancel an order")).to_be_visible()
    page.screenshot(path=DOCS / "bubble-desktop.png")


def bubble_on_a_phone(browser: Browser, installation: Installation) -> None:
    mails = len(installation.mails())
    page = page_of(browser, PHONE)
    bubble = opened_bubble(page, installation)
    ask_to_cancel(bubble, "1001", "jane@example.com")
    prove(bubble, installation.newest_code(after=mails))
    expect(bubble.get_by_role("button", name="Yes, cancel it")).to_be_visible()
    page.screenshot(path=DOCS / "bubble-phone.png")


def flow_page(browser: Browser, installation: Installation) -> None:
    page = page_of(browser, WIDE)
    sign_in(page, installation, OWNER)
    page.goto(f"{installation.address}/admin/flows/flow/")
    page.get_by_role("link", name="Cancel an order").click()
    page.get_by_role("link", name="Are you sure?").first.click()
    expect(page.get_by_label("What the shopper reads, English")).to_be_visible()
    page.screenshot(path=DOCS / "flow.png")


def take_all() -> None:
    with (
        tempfile.TemporaryDirectory() as var_dir,
        running(Path(var_dir)) as installation,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=installed_chromium(), args=ARGUMENTS)
        for picture in (bubble_on_a_desktop, bubble_on_a_phone, flow_page):
            picture(browser, installation)
        browser.close()


if __name__ == "__main__":
    take_all()
