"""The ways that lead on from every step: on a phone they take one row, and no more."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.flows.page.seen.conftest import HOST

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [320, 390], indirect=True)
@pytest.mark.parametrize("scheme", ["light"], indirect=True)
def test_back_anew_and_a_person_stand_in_one_row(browser_page: Page) -> None:
    browser_page.goto(f"{HOST}/help/say/")
    expect(browser_page.locator(".way")).to_have_count(3)
    boxes = [each.bounding_box() for each in browser_page.locator(".way").all()]
    tops = {box and round(box["y"]) for box in boxes}

    assert len(tops) == 1
    assert all(box and box["height"] >= 44 for box in boxes)


@pytest.mark.parametrize("width", [1000], indirect=True)
@pytest.mark.parametrize("scheme", ["light"], indirect=True)
def test_paper_gets_what_was_said_and_nothing_to_press(browser_page: Page) -> None:
    browser_page.emulate_media(media="print")
    browser_page.goto(f"{HOST}/help/solved/")

    expect(browser_page.get_by_text("It is cancelled.")).to_be_visible()
    for gone in (".ways", ".languages", ".rate"):
        expect(browser_page.locator(gone)).to_be_hidden()
