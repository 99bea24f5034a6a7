"""A Chromium that is given pages straight from the templates, without a server or a database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from flows import bubble
from tests.flows.page.seen.gallery import drawn
from tests.journeys.conftest import PATIENCE_MS, chromium

__all__ = ["chromium"]

STATIC = Path(bubble.SOURCE).parent
HOST = "http://help.example"


def _answered(route: Route) -> None:
    name = route.request.url.rpartition("/")[2].partition("?")[0]
    if "/static/" in route.request.url:
        route.fulfill(path=STATIC / name)
        return
    html, policy = drawn(route.request.url.split("/")[4])
    headers = {"Content-Type": "text/html", "Content-Security-Policy": policy}
    route.fulfill(body=html, headers=headers)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[320, 1000])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def browser_page(chromium: Browser, scheme: str, width: int) -> Iterator[Page]:
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 640},
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.route("**/*", _answered)
    yield page
    context.close()
