"""A developer reads the API's description and tries a call from the page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation


def test_a_developer_starts_a_session_from_the_description(
    desktop: Page, installation: Installation
) -> None:
    complaints: list[str] = []
    desktop.on("pageerror", lambda error: complaints.append(str(error)))
    desktop.goto(f"{installation.address}/api/docs/")
    desktop.get_by_text("Start a session").click()
    desktop.get_by_role("button", name="Try it out").click()
    desktop.get_by_placeholder("key", exact=True).fill("demo")
    desktop.locator("textarea").fill('{"language": "en"}')
    desktop.get_by_role("button", name="Execute").click()
    answered = desktop.locator(".live-responses-table")
    expect(answered).to_contain_text("201")
    expect(answered).to_contain_text('"view"')
    assert complaints == []
