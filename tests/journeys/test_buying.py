"""A shopper asks on a phone whether something is in stock, and what became of a payment."""

from __future__ import annotations

import re

from playwright.sync_api import FrameLocator, Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import opened_bubble, prove, said

AMOUNT = re.compile(r"\d[\d,.\s]*(CZK|EUR|Kč)")


def look_for(talk: FrameLocator, words: str) -> None:
    talk.get_by_label("Product").fill(words)
    talk.get_by_role("button", name="Find").click()


def ask_about_payment(talk: FrameLocator, topic: str, order: str, email: str) -> None:
    talk.get_by_role("button", name="Payment or invoice").click()
    talk.get_by_role("button", name=topic).click()
    talk.get_by_label("Order number").fill(order)
    talk.get_by_label("E-mail used for the order").fill(email)
    talk.get_by_role("button", name="Continue", exact=True).click()


def test_whether_it_is_in_stock_is_answered_in_the_bubble(
    phone: Page, installation: Installation
) -> None:
    bubble = opened_bubble(phone, installation)
    bubble.get_by_role("button", name="A question before I buy").click()
    bubble.get_by_role("button", name="Is it in stock?").click()
    look_for(bubble, "MUG")
    expect(bubble.get_by_role("heading", name="In stock: Blue mug")).to_be_visible()
    expect(said(bubble, "Price: 249.00")).to_be_visible()
    bubble.get_by_role("button", name="Look for another product").click()
    look_for(bubble, "tea")
    bubble.get_by_label("Glass teapot").check()
    bubble.get_by_role("button", name="Continue", exact=True).click()
    expect(bubble.get_by_role("heading", name="Sold out for now: Glass teapot")).to_be_visible()
    expect(said(bubble, "We expect it back on")).to_be_visible()
    bubble.get_by_role("button", name="Česky").click()
    bubble.get_by_role("button", name="Dejte mi vědět, až bude skladem").click()
    bubble.get_by_label("Váš e-mail").fill("zdena@example.com")
    bubble.get_by_role("button", name="Dejte mi vědět", exact=True).click()
    expect(said(bubble, "kolegové vám napíší na zdena@example.com")).to_be_visible()


def test_that_an_order_is_unpaid_is_told_and_no_amount_before_a_proof(
    phone: Page, installation: Installation
) -> None:
    bubble = opened_bubble(phone, installation)
    ask_about_payment(bubble, "I paid, but the order says otherwise", "1005", "petr@example.com")
    expect(bubble.get_by_role("heading", name="We see no payment for order 1005")).to_be_visible()
    expect(bubble.locator("main")).not_to_contain_text(AMOUNT)
    bubble.get_by_role("button", name="Start over").click()
    mails = installation.mails()
    ask_about_payment(bubble, "I am waiting for my money back", "1006", "petr@example.com")
    expect(bubble.get_by_label("code")).to_be_visible()
    expect(bubble.locator("main")).not_to_contain_text(AMOUNT)
    prove(bubble, installation.newest_code(after=mails))
    expect(said(bubble, "Nothing has been sent back so far.")).to_be_visible()
    expect(bubble.locator("main")).to_contain_text(AMOUNT)
