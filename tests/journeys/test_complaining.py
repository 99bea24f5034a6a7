"""A shopper files a complaint with photos, and the desk gets them."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, FrameLocator, Page, expect

from tests.journeys.installation import PATIENCE_SECONDS, Installation
from tests.journeys.moves import AGENT, choose_photos, complain, opened_bubble, sign_in

BROKEN = "The cup came in pieces"


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small picture, and one as large as a phone takes them, lying on its side."""
    folder = tmp_path_factory.mktemp("photos")
    box, cup = folder / "box.jpg", folder / "cup.jpg"
    Image.new("RGB", (600, 400), "saddlebrown").save(box)
    exif = Image.Exif()
    exif[0x0112] = 6
    noise = Image.effect_noise((4000, 3000), 60).convert("RGB")
    noise.save(cup, quality=92, exif=exif)
    assert cup.stat().st_size > 4_000_000
    return box, cup


def _number(talk: FrameLocator | Page) -> str:
    number = talk.locator("main .ticket strong")
    expect(number).to_have_text(re.compile(r"\S"))
    return number.inner_text()


def _asked_until_there_is_a_number(page: Page) -> None:
    """Without a script it is the shopper who asks whether the worker has been there."""
    again = page.get_by_role("button", name="Check again")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while again.count():
        assert time.monotonic() < deadline, "no ticket was opened"
        time.sleep(0.25)
        with page.expect_navigation():
            again.click()


def test_a_complaint_with_photos_becomes_a_case_with_both_of_them(
    phone: Page, installation: Installation, photos: tuple[Path, Path]
) -> None:
    bubble = opened_bubble(phone, installation)
    complain(bubble, "1003", "jane@example.com")
    choose_photos(bubble, photos)
    expect(bubble.locator(".photos li.kept img")).to_have_count(2)
    bubble.get_by_label("What is damaged?").fill(BROKEN)
    bubble.get_by_role("button", name="Send").click()
    expect(bubble.get_by_role("heading", name="Thank you")).to_be_visible()
    assert installation.files_of_ticket(_number(bubble)) == ["box.jpg", "cup.jpg"]


def test_an_agent_opens_the_photo_from_the_ticket_and_nobody_else_does(
    phone: Page, desktop: Page, installation: Installation, photos: tuple[Path, Path]
) -> None:
    bubble = opened_bubble(phone, installation)
    complain(bubble, "1003", "jane@example.com")
    choose_photos(bubble, photos[0])
    bubble.get_by_label("What is damaged?").fill(BROKEN)
    bubble.get_by_role("button", name="Send").click()
    number = _number(bubble)

    sign_in(desktop, installation, AGENT)
    desktop.goto(f"{installation.address}/admin/desk/{number}/")
    shown = desktop.get_by_role("link", name="box.jpg")
    shown.scroll_into_view_if_needed()
    expect(shown.locator("img")).to_have_js_property("naturalWidth", 600)
    with desktop.expect_download() as saved:
        shown.click()
    assert saved.value.suggested_filename == "box.jpg"
    with Image.open(saved.value.path()) as picture:
        assert picture.size == (600, 400)

    address = f"{installation.address}{shown.get_attribute('href')}"
    refused = phone.request.get(address, max_redirects=0)
    assert refused.status == 302
    assert "/admin/login/" in refused.headers["location"]


def test_a_mistake_beside_a_photo_and_another_language_keep_it(
    phone: Page, installation: Installation, photos: tuple[Path, Path]
) -> None:
    bubble = opened_bubble(phone, installation)
    complain(bubble, "1003", "jane@example.com")
    choose_photos(bubble, photos[0])
    bubble.get_by_role("button", name="Send").click()
    expect(bubble.get_by_role("link", name="What is damaged?")).to_be_visible()
    expect(bubble.locator(".photos li.kept img")).to_have_count(1)
    bubble.get_by_role("button", name="Česky").click()
    expect(bubble.get_by_role("button", name="Odeslat")).to_be_visible()
    expect(bubble.locator(".photos li.kept img")).to_have_count(1)


def test_a_photo_chosen_offline_is_sent_when_the_line_is_back(
    phone: Page, installation: Installation, photos: tuple[Path, Path]
) -> None:
    bubble = opened_bubble(phone, installation)
    complain(bubble, "1003", "jane@example.com")
    bubble.get_by_label("What is damaged?").fill(BROKEN)
    expect(bubble.locator(".photos.live")).to_be_visible()
    phone.context.set_offline(True)
    choose_photos(bubble, photos[0])
    expect(bubble.locator(".photos li.lost")).to_contain_text("Not sent yet")
    bubble.get_by_role("button", name="Send").click()
    expect(bubble.get_by_role("button", name="Try again box.jpg")).to_be_focused()
    phone.context.set_offline(False)
    expect(bubble.locator(".photos li.kept")).to_have_count(1)
    bubble.get_by_role("button", name="Send").click()
    assert installation.files_of_ticket(_number(bubble)) == ["box.jpg"]


def test_what_is_no_photo_is_refused_beside_it_and_can_be_taken_out(
    desktop: Page, installation: Installation, photos: tuple[Path, Path]
) -> None:
    note = FilePayload(name="note.txt", mimeType="text/plain", buffer=b"Hello")
    bubble = opened_bubble(desktop, installation)
    complain(bubble, "1003", "jane@example.com")
    choose_photos(bubble, note)
    choose_photos(bubble, photos[0])
    expect(bubble.locator(".photos li.refused")).to_contain_text("We take photos")
    expect(bubble.locator(".photos li.kept")).to_have_count(1)
    bubble.get_by_role("button", name="Remove note.txt").press("Enter")
    expect(bubble.get_by_role("button", name="Remove box.jpg")).to_be_focused()
    expect(bubble.locator(".photos li")).to_have_count(1)


def test_without_a_script_a_wrong_field_keeps_the_photo(
    scriptless: Page, installation: Installation, photos: tuple[Path, Path]
) -> None:
    page = scriptless
    page.goto(f"{installation.address}/help/demo/")
    complain(page, "1003", "jane@example.com")
    page.get_by_label("Photos").set_input_files(photos[1])
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("link", name="What is damaged?")).to_be_visible()
    expect(page.get_by_role("button", name="Remove cup.jpg")).to_be_visible()
    page.get_by_label("Photos").set_input_files(photos[0])
    page.get_by_role("button", name="Keep these and add more").click()
    expect(page.get_by_role("button", name="Remove box.jpg")).to_be_visible()
    page.get_by_role("button", name="Remove cup.jpg").click()
    page.get_by_label("What is damaged?").fill(BROKEN)
    page.get_by_label("What is damaged?").press("Tab")
    with page.expect_navigation():
        page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    _asked_until_there_is_a_number(page)
    assert installation.files_of_ticket(_number(page)) == ["box.jpg"]
    assert page.context.cookies() == []
