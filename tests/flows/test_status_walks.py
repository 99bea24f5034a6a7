"""Where the flow "where is my order" leads, what it says, and how few taps it takes."""

from __future__ import annotations

import pytest

from flows.engine.document import Ask
from flows.texts import plain_text
from tests.flows.starter_walk import at, taps, walk


@pytest.mark.parametrize(
    ("order", "step"),
    [
        ("unpaid", "unpaid"),
        ("processing", "processing"),
        ("processing, day known", "processing_dated"),
        ("processing, late", "processing_late"),
        ("shipped", "shipped"),
        ("shipped, day known", "shipped_dated"),
        ("shipped, late", "shipped_late"),
        ("delivered", "delivered"),
        ("delivered lately", "delivered_open"),
        ("delivered long ago", "delivered_dated"),
        ("cancelled", "cancelled"),
        ("returned", "returned"),
        ("unknown", "unknown"),
        ("missing", "retry"),
        ("failed", "lookup_failed"),
    ],
)
def test_every_status_has_its_words(order: str, step: str) -> None:
    assert at("order-status", "fill", order) == f"order-status/{step}"


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["missing", "fill", "processing"], "order-status/processing"),
        (["processing", "details", "proven"], "order-status/details_open"),
        (["shipped, day known", "details", "proven"], "order-status/details_tracked"),
        (["shipped, late", "details", "proven"], "order-status/details_tracked"),
        (["shipped, late", "late"], "order-status/late_sent"),
        (["processing, late", "late"], "order-status/late_sent"),
        (["processing, late", "cancel"], "cancel/prove"),
        (["cancelled", "details", "not_proven", "again", "proven"], "order-status/details"),
        (["processing", "cancel"], "cancel/prove"),
        (["unpaid", "payment", "not_matched"], "payment/unpaid"),
        (["delivered", "return"], "return/prove"),
        (["delivered lately", "return"], "return/prove"),
        (["delivered", "complaint"], "complaint/what"),
        (["delivered", "not_here", "search"], "order-status/search_parcel"),
        (["delivered", "not_here", "found"], "order-status/solved"),
        (["unknown", "find_out"], "order-status/find_out"),
        (["processing", "contact", "fill"], "order-status/person_end"),
    ],
)
def test_a_status_leads_on(moves: list[str], step: str) -> None:
    assert at("order-status", "fill", *moves) == step


@pytest.mark.parametrize("language", ["en", "cs", "es"])
@pytest.mark.parametrize("order", ["processing, late", "shipped, late"])
def test_a_day_that_has_passed_is_never_promised(order: str, language: str) -> None:
    position = walk("order-status", ["fill", order]).position
    said = plain_text(position.step.text, language, position.facts)
    assert {"en": "sorry", "cs": "mrzí", "es": "sentimos"}[language] in said
    assert {"en": "should", "cs": "měla by", "es": "debería"}[language] not in said.casefold()


def test_a_status_takes_two_taps_and_with_tracking_four() -> None:
    asking = walk("home", ["status"]).position.step
    assert isinstance(asking, Ask)
    assert len(asking.fields) == 2
    assert taps(walk("home", ["status", "fill", "shipped, day known"]).position) == 2
    tracked = walk("home", ["status", "fill", "shipped, day known", "details", "proven"])
    assert taps(tracked.position) == 4
