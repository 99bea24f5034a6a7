"""What people do again and again: open the bubble, ask to cancel, sign in."""

from __future__ import annotations

import re

from playwright.sync_api import FrameLocator, Page

from tests.journeys.installation import Installation

OWNER = "owner@demo.example"
AGENT = "agent@demo.example"


def opened_bubble(page: Page, installation: Installation) -> FrameLocator:
    page.goto(f"{installation.shop_address}/demo/")
    page.get_by_role("button", name="Help").click()
    return page.frame_locator("iframe")


def ask_to_cancel(talk: FrameLocator | Page, order: str, email: str) -> None:
    talk.get_by_role("button", name="Cancel an order").click()
    talk.get_by_label("Order number").fill(order)
    talk.get_by_label("E-mail used for the order").fill(email)
    talk.get_by_role("button", name="Find the order").click()


def prove(talk: FrameLocator | Page, code: str) -> None:
    talk.get_by_label("code").fill(code)
    talk.get_by_role("button", name="Confirm").click()


def sign_in(page: Page, installation: Installation, email: str) -> None:
    page.goto(f"{installation.address}/admin/login/")
    page.locator("[name=username]").fill(email)
    page.locator("[name=password]").fill(installation.sign_ins[email])
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile(r"/admin/$"))
