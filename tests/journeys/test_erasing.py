"""A shopper erases a conversation: page, bubble and the other tabs forget it."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import opened_bubble

TOPIC = "Cancel an order"
FIRST = "What can we help you with?"


def erase(talk: FrameLocator | Page) -> None:
    talk.get_by_role("button", name="My data").click()
    talk.get_by_role("button", name="Erase it").click()
    talk.get_by_role("button", name="Yes, erase it").click()
    expect(talk.get_by_role("heading", name="Your data is erased")).to_be_visible()


def expect_a_fresh_start(talk: FrameLocator | Page) -> None:
    expect(talk.get_by_role("heading", name=FIRST)).to_be_visible()
    expect(talk.locator(".alert")).to_have_count(0)
    expect(talk.get_by_role("button", name="My data")).to_have_count(0)


def test_the_bubble_forgets_it_on_every_page_of_the_shop(
    desktop: Page, installation: Installation
) -> None:
    talk = opened_bubble(desktop, installation)
    talk.get_by_role("button", name=TOPIC).click()
    erase(talk)
    desktop.reload()
    expect_a_fresh_start(talk)
    talk.get_by_role("button", name=TOPIC).click()
    erase(talk)
    talk.get_by_role("link", name="Start anew").click()
    expect_a_fresh_start(talk)


def test_the_page_forgets_it_and_another_tab_shows_it_no_longer(
    phone: Page, installation: Installation
) -> None:
    address = f"{installation.address}/help/demo/?lang=en"
    phone.goto(address)
    phone.get_by_role("button", name=TOPIC).click()
    expect(phone.get_by_label("Order number")).to_be_visible()
    kept = phone.evaluate("JSON.stringify({...sessionStorage})")
    other = phone.context.new_page()
    other.goto(address)  # a tab that is a copy of the first
    other.evaluate("kept => Object.assign(sessionStorage, JSON.parse(kept))", kept)
    other.reload()
    expect(other.get_by_label("Order number")).to_be_visible()
    erase(phone)
    expect(other.get_by_role("alert")).to_contain_text("it is over or erased")
    for tab in (phone, other):
        tab.reload()
        expect_a_fresh_start(tab)


def test_without_a_script_a_reload_says_again_that_it_is_erased(
    scriptless: Page, installation: Installation
) -> None:
    plain = scriptless
    plain.goto(f"{installation.address}/help/demo/?lang=en")
    plain.get_by_role("button", name=TOPIC).click()
    erase(plain)
    plain.reload()
    expect(plain.get_by_role("heading", name="Your data is erased")).to_be_visible()
    plain.get_by_role("link", name="Start anew").click()
    expect_a_fresh_start(plain)
