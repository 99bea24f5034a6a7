"""Owner's texts with facts that shoppers typed and vendors sent."""

from __future__ import annotations

from typing import Any

import pytest

from flows.texts import plain_text, safe_html

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("typed", ["2026-13-45", "0000-00-00"])
def test_what_only_looks_like_a_date_stays_as_it_was_typed(typed: str) -> None:
    assert plain_text({"en": "{answer.note}"}, "en", {"answer": {"note": typed}}) == typed


@pytest.mark.parametrize(
    "address",
    ["http://[", "javascript:alert(1)", "//evil.example", "data:text/html,x", "", None, 7],
)
def test_what_is_no_web_address_leads_nowhere(address: Any) -> None:
    facts = {"order": {"tracking_url": address}}
    html = safe_html({"en": "[Track]({order.tracking_url})"}, "en", facts)
    assert 'href="#"' in html


def test_no_fact_becomes_markup() -> None:
    facts = {"order": {"carrier": HOSTILE, "tracking_url": f'https://a.example/"{HOSTILE}'}}
    html = safe_html({"en": "{order.carrier} [Track]({order.tracking_url})"}, "en", facts)
    assert "<img" not in html
    assert html.count('"') == html.replace("&quot;", "").count('"')


def test_braces_that_a_shopper_typed_are_not_filled_in() -> None:
    facts = {"answer": {"note": "{order.email}"}, "order": {"email": "jane@example.com"}}
    assert "jane" not in safe_html({"en": "{answer.note}"}, "en", facts)
