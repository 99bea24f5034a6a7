"""An owner changes a text and a branch in the builder, publishes, and a shopper gets them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import OWNER, said, save, sign_in


def signed_in(page: Page, installation: Installation) -> Page:
    sign_in(page, installation, OWNER)
    page.goto(f"{installation.address}/admin/flows/flow/")
    page.get_by_role("link", name="Before you buy").click()
    page.wait_for_url(re.compile(r"/flow/\d+/"))
    return page


def test_an_owner_changes_a_text_and_a_branch_and_publishes(
    desktop: Page, installation: Installation
) -> None:
    page = signed_in(desktop, installation)
    page.get_by_role("link", name="Topic", exact=True).click()
    page.get_by_label("What the shopper reads, English").fill("Ask us anything before you buy.")
    page.locator("[name=options-payment-leads]").select_option("delivery")
    save(page)
    expect(page.get_by_text("Changed the text of “Topic”")).to_be_visible()
    page.get_by_role("link", name="Publish …").click()
    expect(page.get_by_text("“Ways to pay” at “Topic” now leads to “Delivery”.")).to_be_visible()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Shoppers who start now get this version.")).to_be_visible()
    page.goto(f"{installation.address}/help/demo/before-buying/")
    expect(said(page, "Ask us anything before you buy.")).to_be_visible()
    page.get_by_role("button", name="Ways to pay").click()
    expect(said(page, "You will see every way of delivery")).to_be_visible()


def test_undo_works_after_a_reload(desktop: Page, installation: Installation) -> None:
    page = signed_in(desktop, installation)
    page.get_by_role("link", name="All done", exact=True).click()
    page.get_by_label("What the shopper reads, English").fill("Until next time!")
    save(page)
    expect(page.get_by_text("Changed the text of “All done”")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undid: Changed the text of “All done”")).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_text("Redid: Changed the text of “All done”")).to_be_visible()


@pytest.mark.parametrize("place", ["", "?step=topic", "?step=stock"])
def test_the_builder_fits_a_phone(phone: Page, installation: Installation, place: str) -> None:
    page = signed_in(phone, installation)
    page.goto(page.url.partition("?")[0] + place)
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0


def test_a_running_session_keeps_the_version_it_began_with(
    desktop: Page, phone: Page, installation: Installation
) -> None:
    help_page = f"{installation.address}/help/demo/before-buying/"
    phone.goto(help_page)
    phone.get_by_role("button", name="Delivery").click()
    helped = phone.get_by_role("button", name="That helped, thank you")
    expect(helped).to_be_visible()
    page = signed_in(desktop, installation)
    page.get_by_role("link", name="All done", exact=True).click()
    page.get_by_label("What the shopper reads, English").fill("See you soon!")
    save(page)
    expect(page.get_by_text("Changed the text of “All done”")).to_be_visible()
    page.get_by_role("link", name="Publish …").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Shoppers who start now get this version.")).to_be_visible()
    helped.click()
    expect(said(phone, "Glad we could help")).to_be_visible()
    page.goto(help_page)
    page.get_by_role("button", name="Delivery").click()
    page.get_by_role("button", name="That helped, thank you").click()
    expect(said(page, "See you soon!")).to_be_visible()


def test_a_draft_is_tried_beside_the_outline_before_shoppers_get_it(
    desktop: Page, installation: Installation
) -> None:
    page = signed_in(desktop, installation)
    page.get_by_role("link", name="Topic", exact=True).click()
    page.get_by_label("What the shopper reads, English").fill("Only in the draft?")
    save(page)
    expect(page.get_by_text("Changed the text of “Topic”")).to_be_visible()
    page.get_by_role("link", name="Try it").click()
    tried = page.frame_locator("iframe")
    expect(tried.get_by_role("heading", name="Only in the draft?")).to_be_visible()
    tried.get_by_role("button", name="Delivery").click()
    expect(said(tried, "You will see every way of delivery")).to_be_visible()
