"""Without a script: one press rates an end, a comment may follow, and both can be changed."""

from __future__ import annotations

import pytest

from flows.models import Rating
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.page.forms_in import Page, Shopper


@pytest.fixture
def ended(shopper: Shopper, found: Page) -> Page:
    return shopper.sends(found, option="no")


def kept(shop: Shop) -> list[tuple[int, str]]:
    with within(shop):
        return [(each.score, each.comment) for each in Rating.objects.all()]


def test_an_end_asks_whether_it_helped(ended: Page, found: Page) -> None:
    assert "Did this help?" in ended.html
    assert ended.html.count('name="score"') == 5
    assert 'name="comment"' not in ended.html
    assert "Did this help?" not in found.html


def test_one_press_rates_and_a_comment_may_follow(
    shopper: Shopper, ended: Page, demo: Shop
) -> None:
    thanked = shopper.sends(ended, "rate", score="2")
    assert "Thank you" in thanked.html
    assert thanked.html.count('aria-pressed="true"') == 1
    assert kept(demo) == [(2, "")]
    said = shopper.sends(thanked, "rate", comment="Too slow")
    assert kept(demo) == [(2, "Too slow")]
    assert ">Too slow</textarea>" in said.html
    # The face that is pressed comes after the score that the form holds.
    shopper.sends(said, "rate", score=["2", "4"], comment="Too slow")
    assert kept(demo) == [(4, "Too slow")]


def test_coming_back_shows_it_without_thanking_again(shopper: Shopper, ended: Page) -> None:
    shopper.sends(ended, "rate", score="5")
    back = shopper.sends(ended, "go", do="show")
    assert back.html.count('aria-pressed="true"') == 1
    assert "Thank you" not in back.html


@pytest.mark.parametrize("score", ["", "0", "6", "-1", "²", "good", "55555"])
def test_what_is_no_score_is_422(shopper: Shopper, ended: Page, demo: Shop, score: str) -> None:
    refused = shopper.sends(ended, "rate", score=score, comment="kept")
    assert refused.status == 422
    assert "Choose a score from 1 to 5." in refused.html
    assert kept(demo) == []


def test_a_comment_that_is_too_long_is_not_lost(shopper: Shopper, ended: Page, demo: Shop) -> None:
    thanked = shopper.sends(ended, "rate", score="3")
    refused = shopper.sends(thanked, "rate", comment="a" * 2_001)
    assert refused.status == 422
    assert "a" * 2_001 in refused.html


def test_rating_elsewhere_than_at_an_end_is_409(shopper: Shopper, found: Page) -> None:
    refused = shopper.sends(found, "go", do="rate", score="5")
    assert refused.status == 409
    assert "once it has come to an end" in refused.html
