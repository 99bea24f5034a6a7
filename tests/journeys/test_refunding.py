"""A shopper cancels a paid order and gets the money back, at once or when a person confirms it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import OWNER, ask_to_cancel, opened_bubble, prove, said, sign_in

REFUND = "Refund the payment"


def let_refunds(owner: Page, installation: Installation, how: str) -> None:
    owner.goto(f"{installation.address}/admin/integrations/setting/")
    owner.get_by_role("link", name=REFUND).click()
    owner.locator("select[name=autonomy]").select_option(value=how)
    owner.get_by_role("button", name="Save", exact=True).click()
    owner.wait_for_url(re.compile(r"/setting/(\?.*)?$"))


@pytest.fixture
def owner(desktop: Page, installation: Installation) -> Iterator[Page]:
    """Approves refunds while the test runs; afterwards the demo is automatic again."""
    sign_in(desktop, installation, OWNER)
    let_refunds(desktop, installation, "approve")
    yield desktop
    let_refunds(desktop, installation, "automatic")


def cancel(phone: Page, installation: Installation, order: str, email: str) -> None:
    mails = installation.mails()
    bubble = opened_bubble(phone, installation)
    ask_to_cancel(bubble, order, email)
    prove(bubble, installation.newest_code(after=mails))
    bubble.get_by_role("button", name="Yes, cancel it").click()


def test_a_paid_order_is_cancelled_and_its_money_given_back_once_each(
    phone: Page, installation: Installation
) -> None:
    cancel(phone, installation, "1030", "jane@example.com")
    bubble = phone.frame_locator("iframe")
    expect(said(bubble, "Your money is on its way back")).to_be_visible()
    promised = bubble.get_by_role("list", name="What we are doing for you")
    expect(promised.get_by_text("Refund the payment (1030), 1,047.00 CZK")).to_be_visible()
    expect(promised.get_by_text("Done", exact=True)).to_have_count(2)
    assert installation.effects("1030", "cancel_order") == 1
    assert installation.effects("1030", "refund") == 1


def test_a_refund_waits_for_a_person_and_the_open_page_tells_when_it_is_sent(
    phone: Page, owner: Page, installation: Installation
) -> None:
    cancel(phone, installation, "1031", "maria@example.com")
    bubble = phone.frame_locator("iframe")
    expect(said(bubble, "Waiting for a person at the shop, who confirms it by")).to_be_visible()
    assert installation.effects("1031", "cancel_order") == 1
    assert installation.effects("1031", "refund") == 0

    # The owner sees how much, of which order, what was paid, and why.
    owner.goto(f"{installation.address}/admin/integrations/delivery/?state__exact=waiting_approval")
    owner.get_by_role("link", name=REFUND).click()
    page = owner.locator("main, #content, body").first
    for words in ("988.00 CZK", "María García", "Given back so far: 0.00 CZK", "Paid, and not"):
        expect(page.get_by_text(words).first).to_be_visible()
    owner.get_by_role("button", name="Approve").click()
    expect(owner.get_by_text("Approved: it is carried out now.")).to_be_visible()

    # The shopper touched nothing.
    expect(said(bubble, "Your money is on its way back")).to_be_visible()
    assert installation.effects("1031", "refund") == 1
