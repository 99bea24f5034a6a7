"""The demo vendor takes back what is named, once, and knows what is left."""

from __future__ import annotations

from typing import Any

import pytest

from integrations.capabilities import Call
from integrations.connectors import connect
from integrations.connectors.demo import DemoShop
from integrations.demo_shop.models import DemoEffect
from integrations.errors import Refused
from integrations.models import Connection, State
from integrations.order_facts import personal_facts
from integrations.outbox import put
from selfservice.tenancy.models import Shop
from tests.integrations.orders import carried_out, request, status


@pytest.fixture
def system(vendor: Connection) -> DemoShop:
    connected = connect(vendor)
    assert isinstance(connected, DemoShop)
    return connected


def give_back(system: DemoShop, order: str, *lines: Any) -> None:
    key = f"{order} {lines} {DemoEffect.objects.count()}"
    system.create_return(Call(key, {"order": order, "lines": list(lines)}, {}))


def left(system: DemoShop, number: str) -> list[tuple[str, int]]:
    order = system.find_order(number)
    assert order is not None
    return [(each["id"], each["quantity"]) for each in personal_facts(order)["returnable"] or ()]


def test_a_part_of_an_order_is_returned_and_then_the_rest(system: DemoShop) -> None:
    assert left(system, "1003") == [("MUG", 1), ("TRAY", 1)]
    give_back(system, "1003", "MUG")
    assert (status("1003"), left(system, "1003")) == ("delivered", [("TRAY", 1)])
    give_back(system, "1003", "TRAY")
    assert (status("1003"), left(system, "1003")) == ("returned", [])


def test_a_whole_order_is_returned_without_naming_its_items(system: DemoShop) -> None:
    give_back(system, "1003")
    assert (status("1003"), left(system, "1003")) == ("returned", [])


def test_some_pieces_of_one_item_are_returned(system: DemoShop) -> None:
    give_back(system, "1008", {"id": "TEA", "quantity": 1})
    assert left(system, "1008") == [("TEA", 1), ("POT", 1)]


@pytest.mark.parametrize("line", ["MUG", {"id": "TRAY", "quantity": 2}, "NOTHING", {}])
def test_what_is_not_left_is_refused_and_nothing_else_happens(system: DemoShop, line: Any) -> None:
    give_back(system, "1003", "MUG")
    with pytest.raises(Refused):
        give_back(system, "1003", "TRAY", line)
    assert left(system, "1003") == [("TRAY", 1)]


@pytest.mark.parametrize("number", ["1001", "1006", "1007"])
def test_what_was_never_sent_or_is_back_already_is_refused(system: DemoShop, number: str) -> None:
    with pytest.raises(Refused):
        give_back(system, number)


def test_a_second_return_of_the_same_items_is_refused_before_the_call(demo: Shop) -> None:
    asked = [request("create_return", None, n, order="1003", lines=["MUG"]) for n in (1, 2)]
    first, second = (carried_out(put(demo, each)) for each in asked)
    assert (first.state, second.state) == (State.DONE, State.REFUSED)
    assert second.reason == "Not all of these items are left to return."
    assert second.result == {"code": "no_longer_holds"}  # the vendor's own would be not_left
    assert DemoEffect.objects.filter(order__number="1003", verb="create_return").count() == 1
