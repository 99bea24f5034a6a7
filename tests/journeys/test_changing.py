"""On a phone: an order gets a new address, one that has left does not, goods are exchanged."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import AGENT, open_from_the_queue, prove, said, sign_in

STREET = "Street and number"


def opened(page: Page, installation: Installation, flow: str, order: str, email: str) -> None:
    page.goto(f"{installation.address}/help/demo/{flow}/?lang=en")
    page.get_by_label("Order number").fill(order)
    page.get_by_label("E-mail used for the order").fill(email)
    press(page, "Find the order")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def test_an_order_goes_to_the_corrected_address(
    phone: Page, desktop: Page, installation: Installation
) -> None:
    mails = installation.mails()
    opened(phone, installation, "change-order", "1020", "jane@example.com")
    expect(said(phone, "Mill Lane")).to_have_count(0)
    press(phone, "Delivery address")
    expect(said(phone, "Mill Lane")).to_have_count(0)
    prove(phone, installation.newest_code(after=mails))
    # Who corrects one line need not write the others.
    expect(phone.get_by_label(STREET)).to_have_value("12 Mill Lane")
    phone.get_by_label(STREET).fill("21 Mill Lane")
    phone.get_by_label("Postal code").fill("")
    phone.get_by_role("button", name="Continue", exact=True).click()
    expect(phone.get_by_role("link", name="Postal code")).to_be_visible()
    expect(phone.get_by_label(STREET)).to_have_value("21 Mill Lane")
    phone.get_by_label("Postal code").fill("603 00")
    phone.get_by_role("button", name="Continue", exact=True).click()
    expect(phone.get_by_role("heading", name="Shall we send order 1020 here?")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("21 Mill Lane")
    press(phone, "Yes, change the address")
    expect(said(phone, "The address is changed.")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("603 00 Brno")
    assert installation.effects("1020", "change_address") == 1

    # The desk shows the order as it is now.
    press(phone, "Talk to a person")
    phone.get_by_label("Your message").fill("Will it still come on time?")
    press(phone, "Send")
    expect(said(phone, "our team has your message")).to_be_visible()
    sign_in(desktop, installation, AGENT)
    open_from_the_queue(desktop, installation, "A question about changing an order")
    expect(desktop.locator("#order").get_by_text("21 Mill Lane")).to_be_visible()


def test_an_order_that_has_left_is_redirected_by_a_person(
    phone: Page, desktop: Page, installation: Installation
) -> None:
    opened(phone, installation, "change-order", "1008", "maria@example.com")
    expect(said(phone, "Order 1008 has already left us")).to_be_visible()
    press(phone, "Ask for another address")
    phone.get_by_label("The other address").fill("Calle Nueva 8, Madrid")
    press(phone, "Send")
    expect(said(phone, "Our team will ask the carrier")).to_be_visible()
    assert installation.effects("1008", "change_address") == 0
    sign_in(desktop, installation, AGENT)
    open_from_the_queue(desktop, installation, "Order 1008: redirect the parcel")
    expect(desktop.get_by_text("Calle Nueva 8, Madrid").first).to_be_visible()


def test_an_exchange_creates_the_return_and_a_ticket_for_the_replacement(
    phone: Page, desktop: Page, installation: Installation
) -> None:
    mails = installation.mails()
    opened(phone, installation, "exchange", "1021", "jane@example.com")
    prove(phone, installation.newest_code(after=mails))
    phone.get_by_label("Glass teapot").check()
    pieces = phone.get_by_role("combobox", name="How many of them? 2 × Blue mug")
    expect(pieces).to_be_hidden()
    phone.get_by_role("checkbox", name="2 × Blue mug").check()
    pieces.select_option("1")
    phone.get_by_label("What would you like instead?").fill("The one for two litres")
    phone.get_by_role("button", name="Continue", exact=True).click()
    expect(said(phone, "You return: 1 of 2 × Blue mug; Glass teapot")).to_be_visible()
    press(phone, "Yes, exchange it")
    expect(said(phone, "Your exchange is registered as of today.")).to_be_visible()
    assert installation.effects("1021", "create_return") == 1
    sign_in(desktop, installation, AGENT)
    open_from_the_queue(desktop, installation, "Order 1021: send the replacement")
    expect(desktop.get_by_text("Wanted instead: The one for two litres").first).to_be_visible()
    expect(desktop.get_by_text("Comes back: 1 of 2 × Blue mug; Glass teapot").first).to_be_visible()
