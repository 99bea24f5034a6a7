"""An agent works a ticket from the queue to its close, while the shopper writes back."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, opened_page
from tests.journeys.installation import Installation
from tests.journeys.moves import (
    AGENT,
    OWNER,
    complain_of,
    expect_to_fit_a_phone,
    open_from_the_queue,
    said,
    sign_in,
)

LINK = re.compile(r"http\S+/help/t/[\w-]+/")


def expect_to_fit_a_phone_and_take_keys(agent: Page) -> None:
    expect_to_fit_a_phone(agent)
    agent.keyboard.press("r")
    expect(agent.locator("#body")).to_be_focused()


def close_with_a_word(agent: Page, installation: Installation) -> None:
    """The shopper still waits, so the desk asks what they hear."""
    agent.get_by_role("button", name="Close", exact=True).click()
    agent.get_by_label("Say in a line or two how it ended").fill("Your money is on its way.")
    agent.get_by_role("button", name="Tell the shopper and close").click()
    expect(agent.get_by_text("is answered and closed.").first).to_be_visible()
    agent.goto(f"{installation.address}/admin/desk/?which=closed")
    expect(agent.get_by_role("link", name="Complaint, order 1004")).to_be_visible()


def test_a_complaint_is_answered_refunded_and_closed(
    desktop: Page, phone: Page, installation: Installation
) -> None:
    complain_of(phone, installation, "1004", "The spout of the pot came off.")
    agent = desktop
    sign_in(agent, installation, AGENT)
    open_from_the_queue(agent, installation, "Complaint, order 1004: arrived damaged")

    # What was said and the order as it is now are there, without asking.
    expect(agent.get_by_text("The spout of the pot came off.")).to_be_visible()
    order = agent.locator("#order")
    expect(order.get_by_text("1 × Glass teapot")).to_be_visible()
    expect(order.get_by_text("Delivered", exact=True).first).to_be_visible()

    expect_to_fit_a_phone_and_take_keys(agent)

    # A prepared answer, with a fact put in where the caret stands.
    agent.locator("#macro").select_option(index=1)
    agent.get_by_role("button", name="Insert", exact=True).click()
    body = agent.locator("#body")
    expect(body).to_have_value(re.compile("Hello"))
    body.press("ControlOrMeta+Home")
    agent.get_by_role("button", name="Order number").click()
    expect(body).to_have_value(re.compile("^1004Hello"))
    body.press("Space")
    mails = installation.mails()
    agent.get_by_role("button", name="Answer", exact=True).click()
    expect(agent.get_by_text("Your answer is on its way to the shopper.")).to_be_visible()

    # The shopper reads it behind the link in the mail, and writes back.
    shopper = phone
    link = LINK.search(installation.mail("an answer to your request", after=mails))
    assert link
    shopper.goto(link[0])
    expect(said(shopper, "1004 Hello")).to_be_visible()
    shopper.get_by_role("textbox").fill("The money back, please.")
    shopper.get_by_role("button", name="Send").click()
    expect(said(shopper, "Your message has arrived.")).to_be_visible()

    # The agent finds it in the queue again, notes, refunds, and closes.
    agent.goto(f"{installation.address}/admin/desk/?which=mine")
    expect(agent.get_by_text("The money back, please.")).to_be_visible()
    agent.keyboard.press("j")
    agent.keyboard.press("Enter")
    agent.get_by_text("Note for colleagues").click()
    body.fill("The batch was packed badly.")
    agent.get_by_role("button", name="Save the note").click()
    expect(agent.get_by_text("Noted. Only your colleagues see it.")).to_be_visible()
    agent.get_by_role("link", name="Refund …").click()
    agent.wait_for_url(re.compile(r"/refund/"))  # with the script that adds up
    agent.get_by_label("1 × Glass teapot").check()
    expect(agent.locator("[data-together]")).to_have_text("799.00")
    agent.get_by_role("button", name="Look it over").click()
    agent.get_by_role("button", name="Refund 799.00 CZK now").click()
    expect(agent.locator("#actions").get_by_text("Done", exact=True)).to_be_visible()
    expect(agent.locator("#order").get_by_text("Paid, 799.00 CZK given back")).to_be_visible()
    assert installation.effects("1004", "refund") == 1
    close_with_a_word(agent, installation)
    shopper.reload()
    expect(said(shopper, "Closed", exact=True)).to_be_visible()
    expect(said(shopper, "Your money is on its way.")).to_be_visible()
    expect(said(shopper, "packed badly")).to_have_count(0)


def test_two_agents_at_one_ticket_do_not_write_past_each_other(
    desktop: Page, phone: Page, chromium: Browser, installation: Installation
) -> None:
    complain_of(phone, installation, "1002", "The pot leaks.")
    sign_in(desktop, installation, AGENT)
    open_from_the_queue(desktop, installation, "Complaint, order 1002: arrived damaged")
    with opened_page(chromium, DESKTOP) as owner:
        sign_in(owner, installation, OWNER)
        owner.goto(desktop.url)
        desktop.locator("#body").fill("I send you a new pot.")
        owner.locator("#body").fill("May I give you the money back?")
        desktop.get_by_role("button", name="Answer", exact=True).click()
        expect(desktop.get_by_text("Your answer is on its way")).to_be_visible()
        owner.get_by_role("button", name="Answer", exact=True).click()
        expect(owner.get_by_role("alert")).to_contain_text("has answered a moment ago")
        expect(owner.locator("#body")).to_have_value("May I give you the money back?")
        heard = owner.get_by_role("list").get_by_text("I send you a new pot.")
        expect(heard.first).to_be_visible()
