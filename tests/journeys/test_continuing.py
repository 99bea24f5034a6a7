"""A phone goes on with what a desktop began, proves again, rates it and erases it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import ask_to_cancel, prove, said


def test_a_phone_continues_what_a_desktop_began(
    desktop: Page, phone: Page, installation: Installation
) -> None:
    mails = installation.mails()
    desktop.goto(f"{installation.address}/help/demo/")
    ask_to_cancel(desktop, "1022", "petr@example.com")
    prove(desktop, installation.newest_code(after=mails))
    expect(desktop.get_by_role("button", name="Yes, cancel it")).to_be_visible()
    desktop.get_by_role("button", name="Continue on another device").click()
    address = desktop.get_by_label("Your link").input_value()

    phone.goto(address)
    mails = installation.mails()
    phone.get_by_role("button", name="Continue here").click()
    prove(phone, installation.newest_code(after=mails))
    confirm = phone.get_by_role("button", name="Yes, cancel it")
    expect(confirm).to_be_visible()
    expect(phone).to_have_url(f"{installation.address}/help/demo/?lang=en")
    phone.reload()
    confirm.click()
    expect(said(phone, "Order 1022 is cancelled.")).to_be_visible()
    assert installation.effects("1022", "cancel_order") == 1

    desktop.get_by_role("button", name="Back to the conversation").click()
    expect(said(desktop, "goes on on another device")).to_be_visible()

    phone.get_by_role("button", name="Mostly").click()
    thanks = said(phone, "Thank you, that helps us.")
    expect(thanks).to_be_focused()
    phone.get_by_label("What could be better?").fill("One code less.")
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(thanks).to_be_focused()
    expect(phone.get_by_label("What could be better?")).to_have_value("One code less.")

    phone.get_by_role("button", name="My data").click()
    expect(said(phone, "4 of 5: One code less.")).to_be_visible()
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="Download it").click()
    assert saved.value.suggested_filename == "my-data.json"
    phone.get_by_role("button", name="Erase it").click()
    phone.get_by_role("button", name="Yes, erase it").click()
    expect(phone.get_by_role("heading", name="Your data is erased")).to_be_visible()
    expect(said(phone, "Cancel the order (1022)")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", name="What can we help you with?")).to_be_visible()
