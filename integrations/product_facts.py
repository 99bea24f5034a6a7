"""Turns the products that fit a search into the facts that flows know; all of them are public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from integrations.values import Product
from selfservice.tenancy.days import today_of
from selfservice.tenancy.models import Shop


def product_facts(shop: Shop, query: str, products: Sequence[Product]) -> dict[str, Any]:
    """Those of the best one. `several` says that it takes the shopper to tell which of `matches`
    is meant."""
    best = products[0]
    return {
        "code": best.code,
        "name": best.name,
        "price": {"amount": str(best.price.amount), "currency": best.price.currency},
        "in_stock": best.in_stock,
        "stock": best.stock,
        "expected_on": _expected_on(shop, best),
        "url": best.url,
        "several": len(products) > 1 and not _is_named(best, query),
        "matches": [{"id": each.code, "name": each.name} for each in products],
    }


def _expected_on(shop: Shop, product: Product) -> str | None:
    """A day that has passed was not kept, so nobody is told it again."""
    day = product.expected_on
    return day.isoformat() if day and day >= today_of(shop) and not product.in_stock else None


def _is_named(product: Product, query: str) -> bool:
    return query.casefold() in {product.code.casefold(), product.name.casefold()}
