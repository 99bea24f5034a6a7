"""The line breaks after the server has what was sent: it is sent again, and counts once."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.databases import rows
from tests.journeys.installation import Installation

ADDRESS = "lost-line@shop.example"
WORDS = "Does the teapot come in green? I ask because of the line."


def test_what_was_sent_on_a_breaking_line_is_promised_once(
    phone: Page, installation: Installation
) -> None:
    phone.goto(f"{installation.address}/help/demo/contact/?lang=en")
    expect(phone.locator("#answer textarea")).to_be_visible()
    phone.get_by_label("E-mail").fill(ADDRESS)
    phone.locator("#answer textarea").fill(WORDS)
    counted = "SELECT count(*) FROM integrations_delivery WHERE kind = 'open_ticket'"
    before = rows(installation.database_url, counted)[0][0]

    def answer_lost(route: Route) -> None:
        route.fetch()
        route.abort()

    phone.route("**/help/demo/contact/", answer_lost, times=1)
    phone.locator("#answer button.main").last.click()
    expect(phone.locator("#lost")).to_contain_text("What you typed is kept")
    assert phone.locator("#answer textarea").input_value() == WORDS
    phone.locator("#lost").get_by_role("button", name="Try again").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()

    assert int(rows(installation.database_url, counted)[0][0]) == int(before) + 1
