"""Photos chosen in a browser: shown at once, sent small, and each told how it went."""

from __future__ import annotations

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.flows.page.seen.conftest import HOST
from tests.flows.page.seen.gallery import drawn

pytestmark = pytest.mark.journey


def photo(width: int, height: int, place: str = "") -> FilePayload:
    exif = Image.Exif()
    exif[0x010E] = place
    out = BytesIO()
    noise = Image.effect_noise((width, height), 80).convert("RGB")
    noise.save(out, "JPEG", quality=92, exif=exif)
    return FilePayload(name="cup.jpg", mimeType="image/jpeg", buffer=out.getvalue())


@pytest.fixture
def sent(browser_page: Page) -> list[bytes]:
    """What is posted; the answer is the form with two kept photos."""
    bodies: list[bytes] = []

    def answered(route: Route) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        bodies.append(route.request.post_data_buffer or b"")
        route.fulfill(body=drawn("photos")[0], content_type="text/html")

    browser_page.route(f"{HOST}/help/**", answered)
    browser_page.goto(f"{HOST}/help/photos/")
    expect(browser_page.locator(".photos.live")).to_be_visible()
    return bodies


def test_a_large_photo_is_sent_small_and_without_its_place(
    browser_page: Page, sent: list[bytes]
) -> None:
    large = photo(3600, 2700, "kanarek4711")
    assert b"kanarek4711" in large["buffer"]
    browser_page.get_by_label("Photos").set_input_files(large)
    expect(browser_page.locator(".photos li.kept img")).to_have_count(1)
    (body,) = sent
    assert len(body) < len(large["buffer"]) / 2
    assert b"kanarek4711" not in body
    assert b'name="a-photo-new"; filename="cup.jpg"' in body
    assert b"What happened" not in body


def test_every_state_of_a_photo_can_be_seen_heard_and_pressed(
    browser_page: Page, sent: list[bytes]
) -> None:
    field = browser_page.get_by_label("Photos")
    field.set_input_files(photo(60, 40))
    expect(browser_page.locator(".photos li.kept img")).to_have_count(1)
    expect(browser_page.locator("#news")).to_have_text("the box.jpg: Added")
    browser_page.route(f"{HOST}/help/**", lambda route: route.abort())
    field.set_input_files(photo(60, 40))
    expect(browser_page.locator(".photos li.lost")).to_contain_text("Not sent yet")
    browser_page.unroute_all()
    browser_page.route(
        f"{HOST}/help/**",
        lambda route: route.fulfill(status=413, body=drawn("refused")[0].replace("<li data", "<x")),
    )
    field.set_input_files(photo(60, 40))
    expect(browser_page.locator(".photos li.refused")).to_contain_text("larger than 10 MB")
    expect(browser_page.locator(".photos .add")).to_be_visible()

    found = Axe().run(browser_page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    small = browser_page.locator(".photos button:visible").evaluate_all(
        "all => all.filter(each => each.getBoundingClientRect().height < 44).length"
    )
    assert small == 0


def test_a_sixth_photo_is_told_that_five_fit(browser_page: Page, sent: list[bytes]) -> None:
    field = browser_page.get_by_label("Photos")
    field.set_input_files([photo(60, 40) for _each in range(4)])
    expect(browser_page.locator(".photos li.kept")).to_have_count(5)
    expect(browser_page.locator(".photos li.refused")).to_contain_text("Up to 5")
    expect(browser_page.locator(".photos .add")).to_be_hidden()
    browser_page.get_by_role("button", name="Remove the box.jpg").first.click()
    expect(browser_page.locator(".photos .add")).to_be_visible()
