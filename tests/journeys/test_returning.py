"""A shopper returns a part of an order, asks too late, and withdraws without a code."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import FrameLocator, Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import AGENT, open_from_the_queue, opened_bubble, prove, said, sign_in

CLOCK = re.compile(r"on (\d+ \w+ \d{4}) at (\d\d:\d\d) we received")


def ask_to_return(talk: FrameLocator | Page, order: str, email: str) -> None:
    talk.get_by_role("button", name="Return or exchange").click()
    talk.get_by_role("button", name="Return it and get my money back").click()
    talk.get_by_label("Order number").fill(order)
    talk.get_by_label("E-mail used for the order").fill(email)
    talk.get_by_role("button", name="Find the order").click()


def receipt(installation: Installation, subject: str) -> str:
    """The text of the newest mail about it, as the demo mailbox shows it."""
    return installation.mail(subject).partition("<pre>")[2].partition("</pre>")[0]


def assert_is_of_now(mail: str) -> None:
    """In the shop's own time; a busy machine may have taken minutes since."""
    found = CLOCK.search(mail)
    assert found, mail
    told = datetime.strptime(f"{found[1]} {found[2]}", "%d %b %Y %H:%M")
    now = datetime.now(ZoneInfo("Europe/Prague")).replace(tzinfo=None)
    assert timedelta(0) <= now - told < timedelta(minutes=30)


def test_a_part_of_an_order_is_returned_once_and_receipted(
    phone: Page, installation: Installation
) -> None:
    mails = installation.mails()
    bubble = opened_bubble(phone, installation)
    ask_to_return(bubble, "1003", "jane@example.com")
    prove(bubble, installation.newest_code(after=mails))
    bubble.get_by_label("Oak tray").check()
    bubble.get_by_role("button", name="Continue", exact=True).click()
    expect(bubble.locator("strong", has_text="Oak tray")).to_be_visible()
    bubble.get_by_role("button", name="Yes, return it").click()
    expect(said(bubble, "Your return is registered.")).to_be_visible()
    mail = receipt(installation, "We received your return from order 1003")
    assert_is_of_now(mail)
    assert "Oak tray" in mail and "Blue mug" not in mail
    assert "Send them within 14 days" in mail
    assert installation.effects("1003", "create_return") == 1
    bubble.get_by_role("button", name="Start another request").click()
    ask_to_return(bubble, "1003", "jane@example.com")
    expect(bubble.get_by_label("Blue mug")).to_be_visible()
    expect(bubble.get_by_label("Oak tray")).to_have_count(0)


def test_without_a_script_a_late_return_is_told_so_and_reaches_a_person(
    scriptless: Page, desktop: Page, installation: Installation
) -> None:
    page = scriptless
    page.goto(f"{installation.address}/help/demo/")
    ask_to_return(page, "1004", "jane@example.com")
    expect(said(page, "Returning it without a reason was possible until")).to_be_visible()
    page.get_by_role("button", name="Ask to return it all the same").click()
    expect(said(page, "We have your request to return order 1004.")).to_be_visible()
    assert page.context.cookies() == []
    sign_in(desktop, installation, AGENT)
    open_from_the_queue(desktop, installation, "return after the time was over")
    expect(desktop.get_by_text("jane@example.com").first).to_be_visible()


def test_a_withdrawal_without_a_code_is_receipted_with_its_time(
    phone: Page, installation: Installation
) -> None:
    bubble = opened_bubble(phone, installation)
    ask_to_return(bubble, "1013", "maria@example.com")
    bubble.get_by_role("button", name="Withdraw from the order").click()
    expect(said(bubble, "We have your withdrawal from order 1013.")).to_be_visible()
    expect(bubble.locator(".ticket")).to_be_visible()
    expect(said(bubble, "Done").first).to_be_visible()
    assert_is_of_now(receipt(installation, "We received your withdrawal from order 1013"))
