"""A shopper asks the shop to erase what it holds; the owner does, from what she reads."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import (
    OWNER,
    complain_of,
    expect_to_fit_a_phone,
    open_from_the_queue,
    sign_in,
)

SUBJECT = "Complaint, order 1021: arrived damaged"


def test_an_owner_erases_a_case_from_its_session(
    phone: Page, desktop: Page, installation: Installation
) -> None:
    complain_of(phone, installation, "1021", "The handle of the pot came off.")
    owner = desktop
    sign_in(owner, installation, OWNER)
    open_from_the_queue(owner, installation, SUBJECT)
    ticket = owner.url
    owner.get_by_role("link", name="The whole session").click()
    owner.get_by_role("link", name="Erase their data").click()
    expect(owner.get_by_text(SUBJECT)).to_be_visible()
    expect(owner.get_by_role("heading", name="What stays, and why")).to_be_visible()
    expect_to_fit_a_phone(owner)
    owner.get_by_role("button", name="Erase it for good").click()
    expect(owner.get_by_text("It is erased.").first).to_be_visible()
    answer = owner.goto(ticket)
    assert answer is not None
    assert answer.status == 404
