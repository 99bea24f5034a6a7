"""The demo shop's orders: one for each situation, with numbers one remembers, dated from today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from integrations.demo_shop.goods import GOODS, stock_up
from integrations.demo_shop.models import DemoLine, DemoOrder, DemoProduct, Fault
from selfservice.tenancy.days import today_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

JANE = {"name": "Jane Doe", "email": "jane@example.com", "phone": "+420 601 222 333"}
PETR = {"name": "Petr Novák", "email": "petr@example.com", "phone": "+420 602 333 444"}
MARIA = {"name": "María García", "email": "maria@example.com", "phone": "+34 612 345 678"}
HOMES = {
    "jane@example.com": ("12 Mill Lane", "Brno", "602 00", "CZ"),
    "petr@example.com": ("Dlouhá 7", "Praha", "110 00", "CZ"),
    "maria@example.com": ("Calle Mayor 3", "Madrid", "28013", "ES"),
}


@dataclass(frozen=True, slots=True)
class Seed:
    """Days are counted back from today; a negative one lies ahead."""

    number: str
    status: str
    customer: dict[str, str]
    goods: tuple[tuple[str, int], ...]
    placed: int
    shipped: int | None = None
    delivered: int | None = None
    expected: int | None = None
    paid: bool = True
    fault: str = Fault.NONE
    fault_left: int | None = None


SEEDS = (
    Seed("1001", "processing", JANE, (("MUG", 2), ("TEA", 1)), 1, expected=-3),
    Seed("1002", "shipped", JANE, (("POT", 1),), 4, shipped=1, expected=-1),
    Seed("1003", "delivered", JANE, (("MUG", 1), ("TRAY", 1)), 9, 7, 5),
    Seed("1004", "delivered", JANE, (("POT", 1),), 50, 47, 45),
    Seed("1005", "unpaid", PETR, (("TEA", 3),), 0, paid=False),
    Seed("1006", "cancelled", PETR, (("TRAY", 1),), 12),
    Seed("1007", "returned", MARIA, (("MUG", 4),), 30, 28, 26),
    Seed("1008", "shipped", MARIA, (("TEA", 2), ("POT", 1)), 11, shipped=10, expected=6),
    Seed("1009", "processing", PETR, (("MUG", 1),), 1, fault=Fault.REFUSES),
    Seed("1010", "processing", PETR, (("TEA", 1),), 1, fault=Fault.SILENT_AFTER, fault_left=1),
    Seed("1011", "processing", MARIA, (("TRAY", 2),), 1, fault=Fault.BROKEN),
    Seed("1012", "processing", MARIA, (("POT", 2),), 2, fault=Fault.SLOW),
    Seed("1013", "unknown", MARIA, (("MUG", 1),), 3),
    Seed("1014", "processing", JANE, (("TRAY", 1),), 0, expected=-4),
    Seed("1020", "processing", JANE, (("MUG", 1), ("TEA", 2)), 0, expected=-3),
    Seed("1021", "delivered", JANE, (("MUG", 2), ("POT", 1)), 6, 5, 3),
    Seed("1022", "processing", PETR, (("POT", 1),), 9, expected=2),
    Seed("1030", "processing", JANE, (("MUG", 2), ("TRAY", 1)), 1, expected=-2),
    Seed("1031", "processing", MARIA, (("POT", 1), ("TEA", 1)), 0, expected=-3),
)


def seed(shop: Shop, jane: str = "") -> None:
    """Puts orders and goods back to their first state; the ledger of changes starts anew.

    `jane` is an address for the orders of Jane, of somebody who can read the codes sent there.
    """
    with within(shop), transaction.atomic():
        today = today_of(shop)
        DemoOrder.objects.filter(shop=shop).delete()
        for each in SEEDS:
            _plant(shop, each, today, jane if each.customer is JANE else "")
        stock_up(shop, today)


def restock(shop: Shop) -> None:
    """Fills the shelves of a demo that was made before it had any."""
    with within(shop):
        if not DemoProduct.objects.filter(shop=shop).exists():
            stock_up(shop, today_of(shop))


def _plant(shop: Shop, seed: Seed, today: date, email: str = "") -> None:
    total = sum(GOODS[sku][1] * count for sku, count in seed.goods)
    sent = seed.shipped is not None
    order = DemoOrder.objects.create(
        shop=shop,
        number=seed.number,
        status=seed.status,
        customer={**seed.customer, "email": email or seed.customer["email"]},
        address=_home(seed.customer),
        currency=shop.currency,
        captured=total if seed.paid else 0,
        placed_on=today - timedelta(days=seed.placed),
        shipped_on=_back(today, seed.shipped),
        delivered_on=_back(today, seed.delivered),
        expected_on=_back(today, seed.expected),
        carrier="Packeta" if sent else "",
        tracking_url=f"https://tracking.example.com/Z{seed.number}" if sent else "",
        fault=seed.fault,
        fault_left=seed.fault_left,
    )
    for sku, count in seed.goods:
        name, price = GOODS[sku]
        DemoLine.objects.create(
            shop=shop, order=order, sku=sku, name=name, quantity=count, price=price
        )


def _back(today: date, days: int | None) -> date | None:
    return None if days is None else today - timedelta(days=days)


def _home(customer: dict[str, str]) -> dict[str, str]:
    street, city, postal_code, country = HOMES[customer["email"]]
    return {
        "name": customer["name"],
        "street": street,
        "city": city,
        "postal_code": postal_code,
        "country": country,
    }
