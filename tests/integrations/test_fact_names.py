"""Every fact has a name for people, and a status is said in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from integrations.fact_names import NAMES, name_of, said
from integrations.lookups import order_now
from integrations.order_facts import personal_facts, public_facts
from integrations.product_facts import product_facts
from integrations.values import Money, Product
from selfservice.tenancy.models import Shop
from selfservice.tenancy.policy import USUAL


def test_whatever_is_looked_up_has_a_name(demo: Shop) -> None:
    order = order_now(demo, "1001").order
    assert order
    product = Product("MUG", "Blue mug", Money(Decimal("399.00"), "CZK"), True, "")
    known = {
        "order": public_facts(demo, order) | personal_facts(order),
        "product": product_facts(demo, "mug", [product]),
        "policy": USUAL,
    }
    paths = {f"{about}.{name}" for about, facts in known.items() for name in facts}
    assert paths - set(NAMES) == set()


def test_a_name_that_a_shop_made_up_is_read_as_it_is_written() -> None:
    assert name_of("order.gift_wrap") == "Gift wrap"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("order.status", "shipped", "On its way"),
        ("order.status", "lost at sea", "lost at sea"),
        ("answer.status", "shipped", "shipped"),
        ("order.paid", True, "yes"),
    ],
)
def test_a_fact_is_said_in_words(path: str, value: object, words: str) -> None:
    assert said(path, value, "en") == words
