"""The demo shop's four goods and what is left of each: enough, soon again, or none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from integrations.demo_shop.models import DemoProduct
from selfservice.tenancy.models import Shop

GOODS = {
    "MUG": ("Blue mug", 24900),
    "TEA": ("Green tea, 100 g", 18900),
    "POT": ("Glass teapot", 79900),
    "TRAY": ("Oak tray", 54900),
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """`back_in` is in days from today."""

    code: str
    cs: str
    es: str
    stock: int = 0
    back_in: int | None = None


SHELVES = {
    "MUG": Shelf("MUG-350", "Modrý hrnek", "Taza azul", stock=12),
    "TEA": Shelf("TEA-100", "Zelený čaj, 100 g", "Té verde, 100 g", stock=40),
    "POT": Shelf("POT-1000", "Skleněná konvice", "Tetera de cristal", back_in=6),
    "TRAY": Shelf("TRAY-38", "Dubový tác", "Bandeja de roble"),
}


def stock_up(shop: Shop, today: date) -> None:
    """Call it in the shop's scope. Repeating it fills the shelves anew."""
    for sku, shelf in SHELVES.items():
        name, price = GOODS[sku]
        back = None if shelf.back_in is None else today + timedelta(days=shelf.back_in)
        DemoProduct.objects.update_or_create(
            shop=shop,
            code=shelf.code,
            defaults={
                "names": {"en": name, "cs": shelf.cs, "es": shelf.es},
                "price": price,
                "currency": shop.currency,
                "stock": shelf.stock,
                "expected_on": back,
                "path": f"/demo/product/{sku.lower()}/",
            },
        )
