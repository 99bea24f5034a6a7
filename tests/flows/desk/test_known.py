"""What is known about a ticket is told in words, group by group."""

from __future__ import annotations

from flows.desk.known import groups_of
from integrations.desk.models import Ticket

TEAPOT = {
    "name": "Glass teapot",
    "code": "POT-1000",
    "price": {"amount": "799.00", "currency": "CZK"},
    "in_stock": False,
    "expected_on": "2026-12-01",
    "several": False,
    "matches": [{"id": "POT-1000", "name": "Glass teapot"}],
}


def test_the_product_that_was_asked_about_is_told_as_it_stood() -> None:
    (group,) = groups_of(Ticket(case={"facts": {"product": TEAPOT}}))
    assert group.title == "The product when they asked"
    assert [words for _label, words in group.lines] == [
        "Glass teapot",
        "POT-1000",
        "799.00 CZK",
        "no",
        "1 Dec 2026",
    ]


def test_a_ticket_about_no_product_has_no_such_group() -> None:
    assert groups_of(Ticket(case={"facts": {"product": {}}})) == []
