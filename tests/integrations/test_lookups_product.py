"""Looking a product up: what is for sale is told to anybody, in their language, as of now."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import caches
from pytest_django.fixtures import Settings

from integrations.connectors.demo import DemoShop
from integrations.demo_shop.models import DemoProduct
from integrations.effects import LOOKUPS
from integrations.errors import Silent
from integrations.lookups import LONGEST_QUERY, MOST_PRODUCTS, Found, look_up
from integrations.values import Money, Product
from selfservice import clock
from selfservice.tenancy.models import Shop


def _find(shop: Shop, query: str, language: str = "en") -> Found:
    return look_up(shop, "product", {"query": query, "language": language})


def test_the_facts_are_exactly_those_of_the_vocabulary(demo: Shop) -> None:
    found = _find(demo, "mug")
    assert set(found.facts) == set(LOOKUPS["product"].public)
    assert (found.personal, found.subject) == ({}, "")
    json.dumps(found.facts)


def test_a_product_in_stock_is_told_with_its_price_and_page(demo: Shop, settings: Settings) -> None:
    facts = _find(demo, "blue mug").facts
    assert facts["name"] == "Blue mug"
    assert facts["price"] == {"amount": "249.00", "currency": demo.currency}
    assert (facts["in_stock"], facts["stock"], facts["expected_on"]) == (True, 12, None)
    assert facts["url"] == f"{settings.DEMO_SHOP_URL}/demo/product/mug/?lang=en"
    assert facts["several"] is False


def test_a_product_that_is_sold_out_is_told_with_the_day_if_there_is_one(demo: Shop) -> None:
    soon, never = _find(demo, "teapot").facts, _find(demo, "tray").facts
    assert (soon["in_stock"], never["in_stock"]) == (False, False)
    assert soon["expected_on"] > clock.now().date().isoformat()
    assert never["expected_on"] is None


def test_a_day_that_has_passed_is_not_promised_again(demo: Shop) -> None:
    yesterday = clock.now().date() - timedelta(days=2)
    DemoProduct.objects.filter(code="POT-1000").update(expected_on=yesterday)
    assert _find(demo, "teapot").facts["expected_on"] is None


def test_several_that_fit_are_offered_and_the_code_of_one_finds_it(demo: Shop) -> None:
    facts = _find(demo, "tea").facts
    assert facts["several"] is True
    assert [each["name"] for each in facts["matches"]] == ["Green tea, 100 g", "Glass teapot"]
    picked = _find(demo, facts["matches"][1]["id"]).facts
    assert (picked["name"], picked["several"]) == ("Glass teapot", False)


@pytest.mark.parametrize(
    ("query", "language", "name"),
    [
        ("modry hrnek", "cs", "Modrý hrnek"),
        ("blue mug", "cs", "Modrý hrnek"),
        ("taza", "es", "Taza azul"),
        ("mug", "xx", "Blue mug"),
    ],
)
def test_it_is_named_in_the_shoppers_language_whichever_they_type(
    demo: Shop, query: str, language: str, name: str
) -> None:
    assert _find(demo, query, language).facts["name"] == name


@pytest.mark.parametrize("query", ["bicycle", "", "   ", "?"])
def test_what_is_not_sold_is_missing(demo: Shop, query: str) -> None:
    assert _find(demo, query) == Found("missing")


def test_without_a_connection_that_knows_goods_the_look_up_fails(in_shop: Shop) -> None:
    assert _find(in_shop, "mug") == Found("failed")


def test_another_shops_goods_are_not_found(demo: Shop, other_shop: Shop) -> None:
    assert _find(other_shop, "mug") == Found("failed")


class _FarAway:
    """A vendor reached over a network, which finds ten of whatever is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.error: Exception | None = None
        monkeypatch.setattr(DemoShop, "local", False)
        monkeypatch.setattr(DemoShop, "find_products", lambda _self, query, _l: self.find(query))

    def find(self, query: str) -> list[Product]:
        self.asked.append(query)
        if self.error:
            raise self.error
        price = Money(Decimal(5), "CZK")
        return [Product(f"C{at}", f"Thing {at}", price, True, "") for at in range(10)]


@pytest.fixture
def far_away(demo: Shop, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> _FarAway:
    caches["lookups"].clear()
    settings.LOOKUP_DEADLINE_SECONDS = 120.0  # of a busy machine
    return _FarAway(monkeypatch)


def test_at_most_five_are_offered_to_choose_from(demo: Shop, far_away: _FarAway) -> None:
    assert len(_find(demo, "thing").facts["matches"]) == MOST_PRODUCTS == 5


def test_an_answer_is_kept_for_a_moment_however_it_is_typed(demo: Shop, far_away: _FarAway) -> None:
    for query in ("thing", "Thing", " THING "):
        _find(demo, query)
    assert far_away.asked == ["thing"]
    _find(demo, "thing", "cs")
    assert len(far_away.asked) == 2


def test_a_failure_is_told_as_one_and_not_kept(demo: Shop, far_away: _FarAway) -> None:
    far_away.error = Silent("no answer")
    assert _find(demo, "thing") == Found("failed")
    far_away.error = None
    assert _find(demo, "thing").outcome == "found"


def test_a_whole_novel_is_not_sent_to_the_vendor(demo: Shop, far_away: _FarAway) -> None:
    _find(demo, "x" * 5000)
    assert len(far_away.asked[0]) == LONGEST_QUERY
