"""An owner goes back to the words of an earlier revision; who is being helped notices nothing."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import OWNER, said, save, sign_in

FLOW = "Payment or invoice"
FIRST, SECOND = "Thank you, and until next time.", "Bye for now."


def opened_builder(page: Page, installation: Installation) -> None:
    page.goto(f"{installation.address}/admin/flows/flow/")
    page.get_by_role("link", name=FLOW).click()


def write(page: Page, words: str) -> None:
    page.get_by_role("link", name="All done", exact=True).click()
    page.get_by_label("What the shopper reads, English").fill(words)
    save(page)
    expect(page.get_by_text("Changed the text of “All done”")).to_be_visible()


def publish(page: Page, note: str) -> None:
    page.get_by_role("link", name="Publish …").click()
    page.get_by_label("Note for your team").fill(note)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Shoppers who start now get this version.")).to_be_visible()


def begin(page: Page, installation: Installation) -> None:
    page.goto(f"{installation.address}/help/demo/payment/")
    page.get_by_role("button", name="I could not pay").click()
    expect(page.get_by_role("button", name="That is all, thank you")).to_be_visible()


def finish(page: Page) -> None:
    page.get_by_role("button", name="That is all, thank you").click()


def test_an_owner_restores_the_first_of_two_published_texts(
    desktop: Page, phone: Page, installation: Installation
) -> None:
    sign_in(desktop, installation, OWNER)
    opened_builder(desktop, installation)
    write(desktop, FIRST)
    publish(desktop, "Opening week")
    write(desktop, SECOND)
    publish(desktop, "Shorter")
    begin(phone, installation)

    desktop.get_by_role("link", name="Revisions").click()
    first = desktop.get_by_role("row", name="Opening week")
    expect(first.get_by_text("Was live")).to_be_visible()
    expect(desktop.get_by_role("row", name="Shorter").get_by_text("Live")).to_be_visible()
    first.get_by_role("button", name="Restore").click()
    expect(desktop.get_by_text("is the draft now")).to_be_visible()
    publish(desktop, "Back to the opening words")

    finish(phone)
    expect(said(phone, SECOND)).to_be_visible()
    begin(desktop, installation)
    finish(desktop)
    expect(said(desktop, FIRST)).to_be_visible()


def test_a_revision_is_looked_at_before_it_is_restored(
    desktop: Page, installation: Installation
) -> None:
    sign_in(desktop, installation, OWNER)
    desktop.goto(f"{installation.address}/admin/flows/flow/")
    desktop.get_by_role("link", name="Exchange goods").click()
    write(desktop, "Only a draft.")
    desktop.get_by_role("link", name="Revisions").click()
    desktop.get_by_role("link", name="Only published ones").click()
    expect(desktop.get_by_text("Changed the text of “All done”")).to_be_hidden()
    desktop.get_by_role("link", name="Look at revision 1", exact=True).click()
    expect(desktop.get_by_text("Changed the text of “All done” (English).")).to_be_visible()
    desktop.get_by_role("button", name="Restore").click()
    expect(desktop.get_by_text("Restored revision 1")).to_be_visible()
    desktop.get_by_role("button", name="Undo").click()
    expect(desktop.get_by_text("Undid: Restored revision 1")).to_be_visible()
    desktop.get_by_role("link", name="All done", exact=True).click()
    text = desktop.get_by_label("What the shopper reads, English")
    expect(text).to_have_value("Only a draft.")
