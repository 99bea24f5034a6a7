"""Takes the README's pictures from a running installation: `make pictures`."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import (
    Browser,
    FilePayload,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.journeys.conftest import ARGUMENTS, DESKTOP, PATIENCE_MS, PHONE, installed_chromium
from tests.journeys.installation import ROOT, Installation, running
from tests.journeys.moves import (
    AGENT,
    OWNER,
    ask_to_cancel,
    complain,
    open_from_the_queue,
    opened_bubble,
    prove,
    sign_in,
)

DOCS = ROOT / "selfservice" / "docs"
WIDE = ViewportSize(width=1440, height=900)
TALL = ViewportSize(width=1440, height=1180)


def page_of(browser: Browser, size: ViewportSize) -> Page:
    context = browser.new_context(
        viewport=size, has_touch=size == PHONE, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def bubble_on_a_desktop(browser: Browser, installation: Installation) -> None:
    page = page_of(browser, DESKTOP)
    bubble = opened_bubble(page, installation)
    expect(bubble.get_by_role("button", name="Cancel an order")).to_be_visible()
    page.screenshot(path=DOCS / "bubble-desktop.png")


def bubble_on_a_phone(browser: Browser, installation: Installation) -> None:
    mails = installation.mails()
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


def ticket_page(browser: Browser, installation: Installation) -> None:
    """A complaint with a photo, and an agent who is about to answer it."""
    page = page_of(browser, PHONE)
    bubble = opened_bubble(page, installation)
    complain(bubble, "1003", "jane@example.com")
    bubble.get_by_label("What is damaged?").fill("The handle of the mug came off in the box.")
    bubble.get_by_label("Photos").set_input_files(broken_mug())
    bubble.get_by_label("Return my money").check()
    bubble.get_by_role("button", name="Send").click()
    expect(bubble.get_by_text("Thank you, your complaint")).to_be_visible()
    page = page_of(browser, TALL)
    sign_in(page, installation, AGENT)
    open_from_the_queue(page, installation, "Complaint, order 1003: arrived damaged")
    page.get_by_text("Note for colleagues").click()
    page.locator("#body").fill("Thursday’s parcels were packed badly.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Noted. Only your colleagues see it.")).to_be_visible()
    page.get_by_role("button", name="Assign to me").click()
    expect(page.get_by_text("with Agnes")).to_be_visible()
    page.reload()
    page.locator("#macro").select_option(label="Your money is on its way")
    page.get_by_role("button", name="Insert", exact=True).click()
    expect(page.locator("#order").get_by_text("1 × Blue mug")).to_be_visible()
    page.locator("#body").blur()
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=DOCS / "ticket.png")


def broken_mug() -> FilePayload:
    """A photo as good as a drawing gets."""
    picture = Image.new("RGB", (640, 480), "#d9d2c4")
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((200, 120, 420, 380), 24, fill="#2f6f9f")
    pen.arc((395, 190, 540, 330), -90, 90, fill="#2f6f9f", width=26)
    pen.line((395, 150, 490, 360), fill="#d9d2c4", width=26)
    kept = BytesIO()
    picture.save(kept, "JPEG")
    return {"name": "mug.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def take_all() -> None:
    with (
        tempfile.TemporaryDirectory() as var_dir,
        running(Path(var_dir)) as installation,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=installed_chromium(), args=ARGUMENTS)
        for picture in (bubble_on_a_desktop, bubble_on_a_phone, flow_page, ticket_page):
            picture(browser, installation)
        browser.close()
