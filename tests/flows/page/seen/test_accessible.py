"""Every kind of step, light and dark, narrow and wide: nothing for axe to find, nothing cut off."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.flows.page.seen.conftest import HOST
from tests.flows.page.seen.gallery import NAMES

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("name", NAMES)
def test_a_step_can_be_seen_heard_and_pressed(browser_page: Page, name: str) -> None:
    said: list[str] = []
    browser_page.on("console", lambda message: said.append(message.text))
    browser_page.on("pageerror", lambda error: said.append(error.message))
    browser_page.goto(f"{HOST}/help/{name}/")

    _wait_for_what_the_script_fetches(browser_page)
    found = Axe().run(browser_page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert said == []
    assert _too_small_to_press(browser_page) == []
    assert _cut_off_at_twice_the_text_size(browser_page) <= 0


def _wait_for_what_the_script_fetches(page: Page) -> None:
    """Photos have a script of their own; nothing else comes after the page has loaded."""
    expect(page.locator("[data-photos]:not(.live)")).to_have_count(0)


def _too_small_to_press(page: Page) -> list[str]:
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(
            "button, summary, .pick, select, nav a, textarea, .live .add")]
        .filter(each => each.offsetParent && each.getBoundingClientRect().height < 44)
        .map(each => each.outerHTML)"""
    )
    return small


def _cut_off_at_twice_the_text_size(page: Page) -> int:
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
