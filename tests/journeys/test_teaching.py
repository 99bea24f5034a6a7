"""An owner teaches the shop a question that it did not understand."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import OWNER, model_noticed, sign_in

TRAINED_MS = 300_000  # on a busy machine
QUESTION = "can you engrave a teapot"
ALIKE = "engraving on the teapot\nengrave my name on a teapot\nwhere is 100245"


def tried(page: Page, installation: Installation) -> None:
    page.goto(f"{installation.address}/admin/classifier/phrase/")
    page.get_by_label("A question as a shopper would type it").fill(QUESTION)
    page.get_by_role("button", name="Try", exact=True).click()


def test_an_owner_adds_phrases_and_the_question_finds_its_flow(
    desktop: Page, installation: Installation
) -> None:
    sign_in(desktop, installation, OWNER)
    tried(desktop, installation)
    expect(desktop.get_by_text("Opens “Before you buy” at once")).to_have_count(0)
    desktop.locator("form").filter(has_text="Make it a phrase of").get_by_label(
        "Flow"
    ).select_option(label="Before you buy")
    desktop.get_by_label("Language").select_option("en")
    desktop.get_by_role("button", name="Add", exact=True).click()
    expect(desktop.get_by_text("Added 1 phrase.")).to_be_visible()

    desktop.get_by_label("In English, one a line").fill(ALIKE)
    desktop.get_by_role("button", name="Add", exact=True).click()
    expect(desktop.get_by_text("Added 2 phrases.")).to_be_visible()
    expect(desktop.get_by_label("In English, one a line")).to_have_value("where is 100245")
    expect(desktop.get_by_role("status").filter(has_text="Up to date")).to_be_visible(
        timeout=TRAINED_MS
    )
    model_noticed()

    tried(desktop, installation)
    expect(desktop.get_by_text("Opens “Before you buy” at once")).to_be_visible()
