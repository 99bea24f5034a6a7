"""The demo vendor's own changes."""

from __future__ import annotations

from integrations.capabilities import Call
from integrations.connectors import connect
from integrations.connectors.demo import DemoShop
from integrations.models import Connection
from selfservice.tenancy.models import Shop


def test_a_new_street_keeps_the_rest_of_the_address(demo: Shop) -> None:
    vendor = connect(Connection.objects.get(connector="demo"))
    assert isinstance(vendor, DemoShop)
    vendor.change_address(Call("key", {"order": "1001", "address": "1 New Road"}, {}))
    order = vendor.find_order("1001")
    assert order is not None and order.address is not None
    assert (order.address.street, order.address.city) == ("1 New Road", "Brno")
