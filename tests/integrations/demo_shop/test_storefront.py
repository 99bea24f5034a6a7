"""The demo's e-shop: its own origin, the bubble from the other one, and nothing from a third."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from integrations.demo_shop.seed import SEEDS, seed
from integrations.demo_shop.storefront import KEY, goods, tries
from selfservice.tenancy.models import Shop

pytestmark = [
    pytest.mark.urls("tests.integrations.demo_shop.storefront_urls"),
    pytest.mark.django_db,
]
SHOP = settings.DEMO_SHOP_URL.partition("//")[2]
HELP = settings.PUBLIC_URL.partition("//")[2]


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"Host": SHOP})


@pytest.mark.parametrize("path", ["/demo/", "/demo/product/pot/"])
def test_the_bubble_comes_from_the_help_origin_and_nothing_from_a_third(
    visitor: Client, path: str
) -> None:
    response = visitor.get(path)
    page = response.content.decode()

    assert f'src="{settings.PUBLIC_URL}/bubble.js" data-shop="demo"' in page
    assert set(re.findall(r'(?:src|href)="(https?://[^/"]+)', page)) == {settings.PUBLIC_URL}
    assert f"script-src 'self' {settings.PUBLIC_URL}" in response.headers["Content-Security-Policy"]
    assert not response.cookies


def test_without_scripts_there_is_a_link_to_the_help_page(visitor: Client) -> None:
    page = visitor.get("/demo/?lang=cs").content.decode()

    assert f'<noscript><p><a href="{settings.PUBLIC_URL}/help/{KEY}/?lang=cs">' in page


def test_the_shop_leaves_the_helps_origin() -> None:
    response = Client(headers={"Host": HELP}).get("/demo/?lang=es")

    assert response.headers["Location"] == f"{settings.DEMO_SHOP_URL}/demo/?lang=es"


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Basket"), ("cs", "Košík"), ("es", "Cesta"), ("xx", "Basket")]
)
def test_the_shop_speaks_three_languages(visitor: Client, language: str, word: str) -> None:
    assert word in visitor.get(f"/demo/?lang={language}").content.decode()


def test_every_good_has_a_page_of_its_own(visitor: Client) -> None:
    for good in goods():
        assert visitor.get(f"/demo/product/{good.sku.lower()}/").status_code == 200
    assert visitor.get("/demo/product/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("good", "told"),
    [("mug", "In stock"), ("tea", "In stock"), ("pot", "Back in stock on"), ("tray", "Sold out")],
)
def test_a_goods_page_says_what_the_help_would(visitor: Client, good: str, told: str) -> None:
    seed(Shop.objects.create(key=KEY, name="Demo Shop"))
    assert told in visitor.get(f"/demo/product/{good}/").content.decode()


def test_the_orders_to_try_are_orders_that_there_are(visitor: Client) -> None:
    page = visitor.get("/demo/").content.decode()

    assert len(tries()) >= 6
    for order, _shows in tries():
        assert order in SEEDS
        assert order.number in page
        assert order.customer["email"] in page
