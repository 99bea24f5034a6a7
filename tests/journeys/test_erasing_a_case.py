"""A shopper asks the shop to erase what it holds; the owner does, from what she reads."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.installation import Installation
from tests.journeys.moves import (
    OWNER,
    complain,
    open_from_the_queue,
    opened_bubble,
    said,
    sign_in,
)

SUBJECT = "Complaint, order 1021: arrived damaged"


def complain_of_a_pot(page: Page, installation: Installation) -> None:
    bubble = opened_bubble(page, installation)
    complain(bubble, "1021", "jane@example.com")
    bubble.get_by_label("What is damaged?").fill("The handle of the pot came off.")
    bubble.get_by_label("Return my money").check()
    bubble.get_by_role("button", name="Send").click()
    expect(said(bubble, "Thank you, your complaint")).to_be_visible()


def expect_to_fit(page: Page) -> None:
    page.set_viewport_size(PHONE)
    expect(page.locator("html")).to_have_js_property("clientWidth", PHONE["width"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.set_viewport_size(DESKTOP)


def test_an_owner_erases_a_case_from_its_session(
    phone: Page, desktop: Page, installation: Installation
) -> None:
    complain_of_a_pot(phone, installation)
    owner = desktop
    sign_in(owner, installation, OWNER)
    open_from_the_queue(owner, installation, SUBJECT)
    ticket = owner.url
    owner.get_by_role("link", name="The whole session").click()
    owner.get_by_role("link", name="Erase their data").click()
    expect(owner.get_by_text(SUBJECT)).to_be_visible()
    expect(owner.get_by_role("heading", name="What stays, and why")).to_be_visible()
    expect_to_fit(owner)
    owner.get_by_role("button", name="Erase it for good").click()
    expect(owner.get_by_text("It is erased.").first).to_be_visible()
    answer = owner.goto(ticket)
    assert answer is not None
    assert answer.status == 404
