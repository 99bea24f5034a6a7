"""The demo vendor's own changes."""

from __future__ import annotations

import pytest

from integrations.capabilities import Call
from integrations.connectors import connect
from integrations.connectors.demo import DemoShop
from integrations.errors import Refused
from integrations.models import Connection
from integrations.values import Address
from selfservice.tenancy.models import Shop

NEW = {"name": "Jane Roe", "street": "1 New Road", "city": "Praha", "postal_code": "110 00"}


def vendor() -> DemoShop:
    made = connect(Connection.objects.get(connector="demo"))
    assert isinstance(made, DemoShop)
    return made


def address_of(number: str) -> Address | None:
    order = vendor().find_order(number)
    return order.address if order else None


def test_a_new_address_takes_the_place_of_the_old_one_part_by_part(demo: Shop) -> None:
    vendor().change_address(Call("key", {"order": "1001", "address": NEW}, {}))
    assert address_of("1001") == Address("Jane Roe", "1 New Road", "Praha", "110 00", "CZ")


def test_a_new_street_keeps_the_rest_of_the_address(demo: Shop) -> None:
    vendor().change_address(Call("key", {"order": "1001", "address": "1 New Road"}, {}))
    assert address_of("1001") == Address("Jane Doe", "1 New Road", "Brno", "602 00", "CZ")


def test_a_parcel_that_has_left_keeps_its_address(demo: Shop) -> None:
    before = address_of("1002")
    with pytest.raises(Refused, match="left already"):
        vendor().change_address(Call("key", {"order": "1002", "address": NEW}, {}))
    assert address_of("1002") == before
