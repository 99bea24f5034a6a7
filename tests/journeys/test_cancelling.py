"""A shopper cancels orders through the bubble on the demo shop's page."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, opened_page
from tests.journeys.installation import Installation
from tests.journeys.moves import (
    AGENT,
    ask_to_cancel,
    open_from_the_queue,
    opened_bubble,
    prove,
    said,
    sign_in,
)


def test_the_bubble_opens_on_a_phone(phone: Page, installation: Installation) -> None:
    bubble = opened_bubble(phone, installation)
    expect(bubble.get_by_role("heading", name="What can we help you with?")).to_be_visible()


def test_a_shopper_cancels_two_orders_once_each(desktop: Page, installation: Installation) -> None:
    mails = installation.mails()
    bubble = opened_bubble(desktop, installation)
    ask_to_cancel(bubble, "1001", "jane@example.com")
    prove(bubble, installation.newest_code(after=mails))
    bubble.get_by_role("button", name="Yes, cancel it").click()
    expect(said(bubble, "Order 1001 is cancelled.")).to_be_visible()
    bubble.get_by_role("button", name="Start another request").click()
    ask_to_cancel(bubble, "1014", "jane@example.com")
    bubble.get_by_role("button", name="Yes, cancel it").click()
    expect(said(bubble, "Order 1014 is cancelled.")).to_be_visible()
    assert installation.effects("1001", "cancel_order") == 1
    assert installation.effects("1014", "cancel_order") == 1


def test_a_refused_cancellation_becomes_a_ticket_with_the_whole_story(
    desktop: Page, installation: Installation
) -> None:
    mails = installation.mails()
    bubble = opened_bubble(desktop, installation)
    ask_to_cancel(bubble, "1009", "petr@example.com")
    prove(bubble, installation.newest_code(after=mails))
    bubble.get_by_role("button", name="Yes, cancel it").click()
    expect(said(bubble, "order 1009 could not be cancelled")).to_be_visible()
    assert installation.effects("1009", "cancel_order") == 0
    sign_in(desktop, installation, AGENT)
    open_from_the_queue(desktop, installation, "1009")
    expect(desktop.get_by_text("petr@example.com").first).to_be_visible()
    expect(desktop.get_by_text("Yes, cancel it").first).to_be_visible()


def test_a_cancellation_that_gets_stuck_is_handed_over(
    phone: Page, installation: Installation
) -> None:
    mails = installation.mails()
    bubble = opened_bubble(phone, installation)
    ask_to_cancel(bubble, "1011", "maria@example.com")
    prove(bubble, installation.newest_code(after=mails))
    bubble.get_by_role("button", name="Yes, cancel it").click()
    expect(said(bubble, "We could not confirm the cancellation of order 1011")).to_be_visible()
    assert installation.effects("1011", "cancel_order") == 0


def test_without_a_script_the_page_leads_to_the_code(
    chromium: Browser, installation: Installation
) -> None:
    with opened_page(chromium, PHONE, "cs-CZ", script=False) as page:
        page.goto(f"{installation.address}/help/demo/")
        page.get_by_role("button", name="Zrušit objednávku").click()
        page.get_by_label("Číslo objednávky").fill("1003")
        page.get_by_label("E-mail").fill("jane@example.com")
        page.get_by_role("button", name="Najít objednávku").click()
        expect(page.locator("main")).to_contain_text("1003")
        page.reload()
        expect(page.locator("main")).to_contain_text("1003")
        assert page.context.cookies() == []


def test_the_bubble_stays_open_on_the_shops_next_page(
    desktop: Page, installation: Installation
) -> None:
    bubble = opened_bubble(desktop, installation)
    bubble.get_by_role("button", name="Cancel an order").click()
    expect(bubble.get_by_label("Order number")).to_be_visible()
    desktop.reload()
    expect(desktop.frame_locator("iframe").get_by_label("Order number")).to_be_visible()


def test_another_language_keeps_what_is_typed(phone: Page, installation: Installation) -> None:
    bubble = opened_bubble(phone, installation)
    bubble.get_by_role("button", name="Cancel an order").click()
    bubble.get_by_label("Order number").fill("1014")
    bubble.get_by_role("button", name="Česky").click()
    expect(bubble.get_by_label("Číslo objednávky")).to_have_value("1014")
