"""The demo shop: a whole vendor kept in our own database, with faults on demand."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from integrations.capabilities import Call, Idempotency
from integrations.connectors.base import Connector
from integrations.demo_shop import faults
from integrations.demo_shop.changes import change
from integrations.demo_shop.models import DemoEffect, DemoOrder, DemoProduct
from integrations.demo_shop.returns import returned_of
from integrations.errors import Refused
from integrations.models import Connection
from integrations.searching import best_matches
from integrations.values import EXPONENTS, Address, Line, Money, Order, Product, Receipt
from selfservice import clock

MANNERS = [
    ("native", _("keeps keys")),
    ("lookup", _("can be asked afterwards")),
    ("none", _("neither")),
]


class DemoSettings(forms.Form):
    idempotency = forms.ChoiceField(
        label=_("Repeated calls"),
        choices=MANNERS,
        required=False,
        help_text=_("Which kind of system to play."),
    )
    slow_seconds = forms.FloatField(label=_("A slow answer takes"), required=False, min_value=0)


class DemoShop(Connector):
    label: ClassVar[str | Promise] = _("Demo shop")
    settings_form = DemoSettings
    local: ClassVar[bool] = True

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.idempotency: Idempotency = connection.settings.get("idempotency") or "native"
        self.slow_seconds = float(connection.settings.get("slow_seconds") or 3)

    def find_order(self, number: str) -> Order | None:
        found = DemoOrder.objects.filter(shop=self.connection.shop, number=number).first()
        return None if found is None else _read(found)

    def find_products(self, query: str, language: str) -> list[Product]:
        rows = DemoProduct.objects.filter(shop=self.connection.shop).order_by("pk")
        goods = {each.code: each for each in rows}
        names = {code: each.names.values() for code, each in goods.items()}
        spoken = (language, self.connection.shop.default_language)
        return [_sold(goods[code], spoken) for code in best_matches(query, names)]

    def cancel_order(self, call: Call) -> Receipt:
        return self._change("cancel_order", call)

    def create_return(self, call: Call) -> Receipt:
        return self._change("create_return", call)

    def refund(self, call: Call) -> Receipt:
        return self._change("refund", call)

    def change_address(self, call: Call) -> Receipt:
        return self._change("change_address", call)

    def find_effect(self, kind: str, call: Call) -> Receipt | None:
        found = DemoEffect.objects.filter(
            shop=self.connection.shop, key=call.key, verb=kind
        ).first()
        return None if found is None else _receipt(found)

    def test(self) -> str:
        count = DemoOrder.objects.filter(shop=self.connection.shop).count()
        return gettext("The demo shop has %(count)s orders.") % {"count": count}

    def _change(self, verb: str, call: Call) -> Receipt:
        number = str(call.arguments["order"])
        order = DemoOrder.objects.filter(shop=self.connection.shop, number=number).first()
        if order is None:
            raise Refused(gettext("There is no such order."), "no_order")
        fault = faults.take(order)
        faults.before(fault, self.slow_seconds)
        made = change(order, verb, call, keeps_keys=self.idempotency == "native")
        faults.after(fault)
        return _receipt(made)


def _receipt(effect: DemoEffect) -> Receipt:
    return Receipt(reference=effect.reference, facts={"reference": effect.reference})


def _money(minor: int, currency: str) -> Money:
    return Money(Decimal(minor).scaleb(-EXPONENTS.get(currency, 2)), currency)


def _sold(product: DemoProduct, spoken: tuple[str, ...]) -> Product:
    """Named in the first of the languages that it has a name in."""
    named = [product.names[each] for each in spoken if each in product.names]
    return Product(
        code=product.code,
        name=named[0] if named else min(product.names.values()),
        price=_money(product.price, product.currency),
        in_stock=product.stock > 0,
        url=f"{settings.DEMO_SHOP_URL}{product.path}?lang={spoken[0]}",
        stock=product.stock,
        expected_on=product.expected_on,
    )


def _read(order: DemoOrder) -> Order:
    returned = returned_of(order)
    lines = tuple(
        Line(
            line.sku,
            line.name,
            line.quantity,
            _money(line.price, order.currency),
            returned=returned.get(line.sku, 0),
        )
        for line in order.lines.order_by("pk")
    )
    total = sum((line.price.amount * line.quantity for line in lines), Decimal(0))
    return Order(
        number=order.number,
        status=order.status,
        raw_status=order.status,
        placed_on=order.placed_on,
        total=Money(total, order.currency),
        email=order.customer.get("email", ""),
        as_of=clock.now(),
        phone=order.customer.get("phone", ""),
        customer=order.customer.get("name", ""),
        shipped_on=order.shipped_on,
        delivered_on=order.delivered_on,
        expected_on=order.expected_on,
        carrier=order.carrier,
        tracking_url=order.tracking_url,
        paid=order.captured > 0,
        refunded=_money(order.refunded, order.currency),
        address=Address(**order.address) if order.address else None,
        lines=lines,
    )
