"""A new address is made of what was given and of what the order has."""

from __future__ import annotations

from typing import Any

import pytest

from integrations.addresses import changed
from integrations.errors import Misconfigured
from integrations.values import Address

MILL = Address("Jane Doe", "12 Mill Lane", "Brno", "602 00", "CZ")
MILL_TOWN = ("Brno", "602 00", "CZ")
NEW = {"name": "J. Doe", "street": "Hlavní 5", "city": "Praha", "postal_code": "110 00"}


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (NEW, Address("J. Doe", "Hlavní 5", "Praha", "110 00", "CZ")),
        ({"street": "Hlavní 5"}, Address("Jane Doe", "Hlavní 5", "Brno", "602 00", "CZ")),
        ({"street": " ", "name": None}, MILL),
        ({"street": "Hlavní\n 5"}, Address("Jane Doe", "Hlavní 5", *MILL_TOWN)),
        ({"postal_code": 11000}, Address("Jane Doe", "12 Mill Lane", "Brno", "11000", "CZ")),
        ("1 New Road\nOslo", Address("Jane Doe", "1 New Road Oslo", "Brno", "602 00", "CZ")),
    ],
)
def test_what_is_missing_stays_as_it_was(given: Any, address: Address) -> None:
    assert changed(MILL, given) == address


def test_an_order_without_an_address_gets_one() -> None:
    assert changed(None, NEW) == Address("J. Doe", "Hlavní 5", "Praha", "110 00", "")


def test_a_part_that_no_address_has_is_not_dropped_in_silence() -> None:
    with pytest.raises(Misconfigured, match=r"“Ulice”.*street"):
        changed(MILL, {"Ulice": "Hlavní 5"})
