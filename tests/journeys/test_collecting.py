"""An owner lets the end of a flow add a row to a spreadsheet, and a shopper's request is one."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from tests.journeys.installation import PATIENCE_SECONDS, Installation
from tests.journeys.moves import OWNER, said, sign_in

FLOW = "Before you buy"
END = "Question passed on"
TABLE = "Questions before buying"
ASKED = "=Does it come in blue?"


def builder(page: Page, installation: Installation) -> None:
    """The form of the flow's end."""
    sign_in(page, installation, OWNER)
    page.goto(f"{installation.address}/admin/flows/flow/")
    page.get_by_role("link", name=FLOW).click()
    page.get_by_role("link", name=END, exact=True).click()


def press(page: Page, name: str) -> None:
    """Each button of the form saves it, and the page that comes shows what was saved."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def add_two_columns(page: Page) -> None:
    page.locator("[name=add-kind]").select_option("append_row")
    press(page, "Add an action")
    row = page.locator(".b-row").filter(has_text="Add a row to a spreadsheet")
    expect(row.get_by_text("Everything that was answered goes in.")).to_be_visible()
    page.locator("[name=effects-append_row-table-written]").fill(TABLE)
    for number, (name, fact) in enumerate((("Wish", "answer.message"), ("Where", ""))):
        press(page, "Add a column")
        place = f"effects-append_row-row-{number}"
        page.locator(f"[name={place}-name]").fill(name)
        page.locator(f"[name={place}-source]").select_option(fact)
    page.locator("[name=effects-append_row-row-1-text-en]").fill("help page, {session.language}")
    press(page, "Save")


def publish(page: Page) -> None:
    page.get_by_role("link", name="Publish …").click()
    added = f"Added the action “Add a row to a spreadsheet” to “{END}”."
    expect(page.get_by_text(added)).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Shoppers who start now get this version.")).to_be_visible()


def ask_a_question(page: Page, installation: Installation) -> None:
    page.goto(f"{installation.address}/help/demo/before-buying/?lang=en")
    page.get_by_role("button", name="Delivery").click()
    page.get_by_role("button", name="Ask our team").click()
    page.get_by_label("Your question").fill(ASKED)
    page.get_by_label("Your e-mail").fill("jane@example.com")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(said(page, "Our team has your question")).to_be_visible()


def open_the_table(page: Page, installation: Installation) -> None:
    """Waits until the worker has added the row."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    page.goto(f"{installation.address}/admin/integrations/sheetrow/")
    table = page.get_by_role("link", name=TABLE)
    while not table.count():
        assert time.monotonic() < deadline, "the row did not come"
        time.sleep(0.5)
        page.reload()
    table.click()


def test_what_a_shopper_answers_becomes_a_row_of_the_owners_columns(
    desktop: Page, phone: Page, installation: Installation
) -> None:
    builder(desktop, installation)
    add_two_columns(desktop)
    expect(desktop.get_by_text("Add a row to a spreadsheet: Wish, Where")).to_be_visible()
    publish(desktop)
    ask_a_question(phone, installation)
    open_the_table(desktop, installation)
    line = desktop.get_by_role("row").filter(has_text=ASKED)
    expect(line).to_contain_text("help page, en")
    expect(desktop.get_by_role("columnheader", name="Wish")).to_be_visible()
