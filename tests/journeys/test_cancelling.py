"""A shopper cancels orders through the bubble on the demo shop's page."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Page, expect

from tests.journeys.installation import Installation


def opened_bubble(page: Page, installation: Installation) -> FrameLocator:
    page.goto(f"{installation.shop_address}/demo/")
    page.get_by_role("button", name="Help").click()
    return page.frame_locator("iframe")


def ask_to_cancel(bubble: FrameLocator, order: str, email: str) -> None:
    bubble.get_by_role("button", name="Cancel an order").click()
    bubble.get_by_label("Order number").fill(order)
    bubble.get_by_label("E-mail used for the order").fill(email)
    bubble.get_by_role("button", name="Find the order").click()


def test_the_bubble_opens_on_a_phone(phone: Page, installation: Installation) -> None:
    bubble = opened_bubble(phone, installation)
    expect(bubble.get_by_role("heading", name="What can we help you with?")).to_be_visible()


def test_a_shopper_cancels_two_orders_once_each(desktop: Page, installation: Installation) -> None:
    mails = len(installation.mails())
    bubble = opened_bubble(desktop, installation)
    ask_to_cancel(bubble, "1001", "jane@example.com")
    bubble.get_by_label("code").fill(installation.newest_code(after=mails))
    bubble.get_by_role("button", name="Confirm").click()
    bubble.get_by_role("button", name="Yes, cancel it").click()
    expect(bubble.get_by_text("Order 1001 is cancelled.")).to_be_visible()
    bubble.get_by_role("button", name="Start another request").click()
    ask_to_cancel(bubble, "1014", "jane@example.com")
    bubble.get_by_role("button", name="Yes, cancel it").click()
    expect(bubble.get_by_text("Order 1014 is cancelled.")).to_be_visible()
    assert installation.effects("1001", "cancel_order") == 1
    assert installation.effects("1014", "cancel_order") == 1
