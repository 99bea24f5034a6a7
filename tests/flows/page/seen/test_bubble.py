"""The bubble on a shop's page that was not made for it."""

from __future__ import annotations

import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

from flows import bubble
from tests.flows.page.seen.conftest import HOST

pytestmark = pytest.mark.journey

SHOP = "http://shop.example"
# Styles that shops have, a policy that forbids inline ones, and a script that breaks prototypes.
HOSTILE = f"""<!doctype html><html lang="cs"><head><title>Shop</title>
<link rel="stylesheet" href="{SHOP}/hostile.css"></head><body><h1>Shop</h1>
<a href="/other">Other page</a><iframe title="ad" src="about:blank"></iframe>
<script src="{HOST}/bubble.js" data-shop="first" defer></script></body></html>"""
# Messages are heard in the order in which they were sent.
HEARD = """new Promise(heard => {
    addEventListener("message", heard, {once: true});
    postMessage("the last", "*");
}).then(() => true)"""
CSS = "div,button,iframe{display:none;opacity:0;width:1px;position:static;font-size:1px}"
POLICY = f"default-src 'none'; script-src {HOST}; style-src {SHOP}; frame-src {HOST} about:"
FOCUSED = "document.activeElement.shadowRoot?.activeElement?.className"


@pytest.fixture
def requests(browser_page: Page) -> list[str]:
    """Every request that the page makes, in order."""
    made: list[str] = []

    def shop(route: Route) -> None:
        if route.request.url.endswith(".css"):
            route.fulfill(body=CSS, content_type="text/css")
        else:
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
            route.fulfill(body=HOSTILE, headers=headers)

    browser_page.route(f"{SHOP}/**", shop)
    browser_page.route(
        f"{HOST}/bubble.js",
        lambda route: route.fulfill(body=bubble.loader(), content_type="text/javascript"),
    )
    browser_page.on("request", lambda request: made.append(request.url))
    browser_page.goto(f"{SHOP}/")
    return made


def _frame(page: Page) -> FrameLocator:
    return page.frame_locator("iframe[title=Pomoc]")


def test_nothing_is_asked_or_stored_before_the_first_click(
    browser_page: Page, requests: list[str]
) -> None:
    browser_page.get_by_role("button", name="Pomoc").wait_for()

    assert [url for url in requests if url.startswith(HOST)] == [f"{HOST}/bubble.js"]
    assert browser_page.evaluate("sessionStorage.length + localStorage.length") == 0
    assert browser_page.evaluate("document.cookie") == ""


def test_it_opens_by_keyboard_and_gives_the_focus_back(
    browser_page: Page, requests: list[str]
) -> None:
    button = browser_page.get_by_role("button", name="Pomoc")
    button.press("Enter")
    _frame(browser_page).locator("h1").wait_for()

    expect(browser_page.get_by_role("dialog", name="Pomoc")).to_be_visible()
    assert len([url for url in requests if url.startswith(HOST)]) <= 4
    _frame(browser_page).locator("h1:focus").wait_for()
    _frame(browser_page).locator("h1").press("Escape")
    browser_page.get_by_role("dialog").wait_for(state="hidden")
    assert browser_page.evaluate(FOCUSED) == "open"


def test_it_stays_open_on_the_shops_next_page_until_closed(
    browser_page: Page, requests: list[str]
) -> None:
    browser_page.get_by_role("button", name="Pomoc").click()
    _frame(browser_page).locator("h1").wait_for()

    browser_page.goto(f"{SHOP}/other")
    expect(browser_page.get_by_role("dialog")).to_be_visible()
    browser_page.evaluate("HelpBubble.close()")
    browser_page.goto(f"{SHOP}/third")
    browser_page.get_by_role("button", name="Pomoc").wait_for()

    expect(browser_page.locator("iframe[title=Pomoc]")).to_have_count(0)


def test_a_stranger_cannot_close_it_and_learns_nothing(
    browser_page: Page, requests: list[str]
) -> None:
    browser_page.get_by_role("button", name="Pomoc").click()
    _frame(browser_page).locator("h1").wait_for()

    browser_page.evaluate("postMessage({help: 'close'}, '*')")
    browser_page.evaluate("frames[0].parent.postMessage({help: 'close'}, '*')")
    browser_page.evaluate(HEARD)

    expect(browser_page.get_by_role("dialog")).to_be_visible()
    assert browser_page.evaluate("Object.keys(window).filter(each => /help/i.test(each))") == [
        "HelpBubble"
    ]


def test_on_a_phone_it_fills_the_screen(
    browser_page: Page, requests: list[str], width: int
) -> None:
    browser_page.get_by_role("button", name="Pomoc").click()
    expect(browser_page.get_by_role("dialog")).to_be_visible()
    box = browser_page.get_by_role("dialog").bounding_box()

    assert box is not None
    assert (box["width"], box["height"]) == ((320, 640) if width == 320 else (400, 536))


@pytest.mark.parametrize("width", [320], indirect=True)
def test_back_on_a_phone_closes_it_and_back_again_leaves(
    browser_page: Page, requests: list[str]
) -> None:
    browser_page.goto(f"{SHOP}/second")
    browser_page.evaluate("history.replaceState({own: 7}, '')")
    browser_page.get_by_role("button", name="Pomoc").click()
    _frame(browser_page).locator("h1").wait_for()

    assert browser_page.evaluate("history.state") == {"own": 7, "helpBubble": 1}
    browser_page.go_back()
    browser_page.get_by_role("dialog").wait_for(state="hidden")
    expect(browser_page).to_have_url(f"{SHOP}/second")
    assert browser_page.evaluate("history.state") == {"own": 7}
    assert browser_page.evaluate(FOCUSED) == "open"
    browser_page.go_back()
    expect(browser_page).to_have_url(f"{SHOP}/")


@pytest.mark.parametrize("width", [320], indirect=True)
def test_closing_it_on_a_phone_leaves_no_place_behind(
    browser_page: Page, requests: list[str]
) -> None:
    browser_page.goto(f"{SHOP}/second")
    for _time in range(2):
        browser_page.get_by_role("button", name="Pomoc").click()
        _frame(browser_page).get_by_role("button", name="Close help").click()
        browser_page.get_by_role("dialog").wait_for(state="hidden")
    browser_page.go_back()

    expect(browser_page).to_have_url(f"{SHOP}/")


@pytest.mark.parametrize("width", [320], indirect=True)
def test_a_shop_that_closes_it_and_moves_on_arrives(
    browser_page: Page, requests: list[str]
) -> None:
    browser_page.get_by_role("button", name="Pomoc").click()
    browser_page.evaluate("HelpBubble.close(); history.pushState({own: 8}, '', '/cart')")

    expect(browser_page.get_by_role("dialog")).to_be_hidden()
    assert browser_page.evaluate("[location.pathname, history.state]") == ["/cart", {"own": 8}]


@pytest.mark.parametrize("width", [1000], indirect=True)
def test_the_shops_own_history_does_not_close_it_beside_its_page(
    browser_page: Page, requests: list[str]
) -> None:
    browser_page.get_by_role("button", name="Pomoc").click()
    browser_page.evaluate("history.pushState({own: 1}, '', '/cart')")
    browser_page.go_back()

    assert browser_page.evaluate("history.state") is None
    expect(browser_page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("width", [320], indirect=True)
def test_what_the_frame_follows_is_no_place_in_the_shops_history(
    browser_page: Page, requests: list[str]
) -> None:
    browser_page.get_by_role("button", name="Pomoc").click()
    talk = _frame(browser_page)
    for pressed in (
        talk.get_by_role("link", name="Español"),
        talk.get_by_role("link", name="Anna's Shop"),
    ):
        with browser_page.expect_event("framenavigated"):
            pressed.click()
    browser_page.go_back()

    browser_page.get_by_role("dialog").wait_for(state="hidden")
    expect(browser_page).to_have_url(f"{SHOP}/")


@pytest.mark.parametrize("width", [1000], indirect=True)
@pytest.mark.parametrize("height", [800, 540, 400])
def test_a_question_can_be_typed_at_first_glance(
    browser_page: Page, requests: list[str], height: int
) -> None:
    browser_page.set_viewport_size({"width": 1000, "height": height})
    browser_page.evaluate("HelpBubble.open({flow: 'home'})")
    box = _frame(browser_page).locator("#question").bounding_box()
    panel = browser_page.get_by_role("dialog").bounding_box()
    heading = _frame(browser_page).locator("h1").bounding_box()

    assert box and panel and heading
    assert box["y"] + box["height"] <= panel["y"] + panel["height"]
    assert heading["y"] + heading["height"] <= box["y"]
