"""Connects a shop to the demo vendor: all of a demo installation, or some orders to try."""

from __future__ import annotations

from django.utils.translation import gettext as _

from integrations.demo_shop.models import DemoOrder
from integrations.demo_shop.seed import seed
from integrations.effects import EFFECTS
from integrations.models import Autonomy, Connection, Setting
from integrations.setting_up import connect, connect_basics
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def connect_demo(shop: Shop) -> None:
    """Repeating it changes nothing but settings that somebody changed."""
    connect_basics(shop)
    with within(shop):
        connect(shop, "demo", _("Demo shop"))
        connect(shop, "spreadsheet_file", _("Demo sheets"))
        for kind in EFFECTS:
            Setting.objects.update_or_create(
                shop=shop, effect=kind, defaults={"autonomy": Autonomy.AUTOMATIC}
            )


def connect_test_orders(shop: Shop, reader: str) -> Connection:
    """For a shop that has no system connected yet; what its actions may do stays as it is set."""
    connection = connect(shop, "demo", _("Test orders"))
    give_test_orders(shop, reader)
    return connection


def give_test_orders(shop: Shop, reader: str) -> int:
    """How many there are now. Those that were there stay; `reader` gets the codes of the first."""
    orders = DemoOrder.objects.filter(shop=shop)
    if not orders.exists():
        seed(shop, reader)
    return orders.count()


def order_to_try(shop: Shop) -> DemoOrder | None:
    """One that can be looked up, and cancelled without a fault."""
    untouched = DemoOrder.objects.filter(shop=shop, status="processing", fault="")
    return untouched.order_by("number").first()
