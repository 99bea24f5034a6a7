"""Chromium as it is installed, and pages at a phone's and a desktop's size."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.databases import change
from tests.journeys.installation import ROOT, Installation, running

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=800)
PICTURES = ROOT / ".var" / "journeys"
FAILED = pytest.StashKey[bool]()
# A busy machine is slow, not wrong.
PATIENCE_MS = 120_000
expect.set_options(timeout=PATIENCE_MS)


def installed_chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


def needed_chromium() -> str:
    """Skips what asks for it where there is none, and fails it in CI."""
    path = installed_chromium()
    if path is None:
        missing = "the browser journeys did not run: install Chromium, or name it in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return path


# Closed before the next folder's tests: while it runs, Django takes this thread for an async one.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = needed_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def installation(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    with running(tmp_path_factory.mktemp("installation")) as started:
        yield started


@pytest.fixture(autouse=True)
def _own_budgets(installation: Installation) -> None:
    """Mails of a day and starts of ten minutes that one journey took are not missed by the next."""
    change(installation.database_url, "DELETE FROM privacy_budget")


@contextmanager
def opened_page(
    chromium: Browser, size: ViewportSize, locale: str = "en-GB", script: bool = True
) -> Iterator[Page]:
    """A browser of somebody's own, with patience."""
    context = chromium.new_context(
        viewport=size, has_touch=size == PHONE, locale=locale, java_script_enabled=script
    )
    context.set_default_timeout(PATIENCE_MS)
    try:
        yield context.new_page()
    finally:
        context.close()


def _page(chromium: Browser, size: ViewportSize, request: pytest.FixtureRequest) -> Iterator[Page]:
    with opened_page(chromium, size) as page:
        yield page
        if request.node.stash.get(FAILED, False):
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{request.node.name}.png")


@pytest.fixture
def phone(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    yield from _page(chromium, PHONE, request)


@pytest.fixture
def scriptless(chromium: Browser) -> Iterator[Page]:
    """A phone on which no script runs."""
    with opened_page(chromium, PHONE, script=False) as page:
        yield page


@pytest.fixture
def desktop(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    yield from _page(chromium, DESKTOP, request)
