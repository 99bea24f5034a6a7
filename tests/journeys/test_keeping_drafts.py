"""What a shopper typed and did not send is there again when its step is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import choose_photos, complain

BROKEN = "The cup came in pieces"
STORY = "What is damaged?"
NOTE = FilePayload(name="note.txt", mimeType="text/plain", buffer=b"Hello")


@pytest.fixture
def begun(phone: Page, installation: Installation, tmp_path: Path) -> Page:
    """A complaint with a text and a photo that were not sent yet."""
    Image.new("RGB", (600, 400), "saddlebrown").save(tmp_path / "box.jpg")
    phone.goto(f"{installation.address}/help/demo/?lang=en")
    complain(phone, "1003", "jane@example.com")
    choose_photos(phone, tmp_path / "box.jpg")
    expect(phone.locator(".photos li.kept")).to_have_count(1)
    phone.get_by_label(STORY).fill(BROKEN)
    return phone


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def expect_all_kept(page: Page) -> None:
    expect(page.get_by_label(STORY)).to_have_value(BROKEN)
    expect(page.locator(".photos li.kept .name")).to_have_text("box.jpg")


def test_a_reload_keeps_the_text_and_the_photos_until_they_are_sent(begun: Page) -> None:
    begun.reload()
    expect_all_kept(begun)
    press(begun, "Send")
    expect(begun.get_by_role("heading", name="Thank you")).to_be_visible()
    assert BROKEN not in begun.evaluate("JSON.stringify(sessionStorage)")


def test_another_way_and_back_keeps_them_and_a_person_gets_the_text(begun: Page) -> None:
    press(begun, "Talk to a person")
    expect(begun.get_by_role("heading", name="Write to our team")).to_be_visible()
    expect(begun.locator("#answer textarea")).to_have_value(BROKEN)
    press(begun, "Back")
    expect_all_kept(begun)
    press(begun, "Back")
    press(begun, "It arrived damaged")
    expect_all_kept(begun)


def test_starting_over_forgets_them(begun: Page) -> None:
    press(begun, "Start over")
    expect(begun.get_by_role("button", name="Something is wrong with my goods")).to_be_visible()
    assert BROKEN not in begun.evaluate("JSON.stringify(sessionStorage)")
    complain(begun, "1003", "jane@example.com")
    expect(begun.get_by_label(STORY)).to_have_value("")


def test_a_way_elsewhere_pressed_offline_is_not_taken_by_itself(begun: Page) -> None:
    begun.context.set_offline(True)
    press(begun, "Send")
    expect(begun.locator("#lost")).to_be_visible()
    press(begun, "Talk to a person")
    expect(begun.locator("body.busy")).to_have_count(0)
    sent: list[str] = []
    begun.on("request", lambda request: sent.append(request.method))
    begun.context.set_offline(False)
    begun.evaluate("dispatchEvent(new Event('online'))")
    expect_all_kept(begun)
    press(begun, "Try again")
    expect(begun.get_by_role("heading", name="Write to our team")).to_be_visible()
    assert sent.count("POST") == 1


def test_a_file_not_taken_is_told_once_more_before_the_form_goes(begun: Page) -> None:
    choose_photos(begun, NOTE)
    refused = begun.locator(".photos li.refused")
    expect(refused).to_contain_text("We take photos")
    begun.get_by_label(STORY).fill("")
    press(begun, "Send")
    expect(refused).to_contain_text("This file was not taken: remove it or choose another.")
    expect(begun.get_by_role("button", name="Remove note.txt")).to_be_focused()
    press(begun, "Send")
    expect(begun.get_by_role("link", name=STORY)).to_be_visible()
    expect(refused).to_contain_text("note.txt")
    begun.get_by_label(STORY).fill(BROKEN)
    press(begun, "Send")
    expect(begun.get_by_role("heading", name="Thank you")).to_be_visible()
