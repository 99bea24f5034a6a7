"""Where each answer leads in the flows that change an order or exchange what came with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.flows.starter_walk import at, walk

ADDRESS = ["fill", "processing", "address", "proven", "fill", "confirm"]
DELIVERY = ["fill", "processing", "delivery"]
ITEMS = ["fill", "processing", "items", "proven"]
EXCHANGE = ["fill", "delivered lately", "proven", "fill", "confirm"]


def ticket(flow: str, *moves: str) -> Mapping[str, Any]:
    """What the ticket at the end of the walk would say."""
    (due,) = [each for each in walk(flow, moves).position.effects if each.kind == "open_ticket"]
    return due.arguments


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["fill", "failed", "fill"], "unread_sent"),
        (["fill", "unknown", "fill"], "unclear_sent"),
        (["fill", "shipped", "contact", "fill"], "person_end"),
        (["fill", "shipped", "redirect", "fill"], "redirect_sent"),
        (["fill", "delivered"], "delivered"),
        (["fill", "cancelled"], "over"),
        (["fill", "missing", "fill", "unpaid"], "what"),
        ([*ADDRESS[:3], "not_proven", "again", "proven"], "address"),
        ([*ADDRESS[:3], "not_proven", "contact", "fill"], "person_end"),
        ([*ADDRESS[:-1], "keep"], "kept"),
        ([*ADDRESS[:-1], "correct"], "address"),
        ([*ADDRESS, "done"], "done"),
        ([*ADDRESS, "refused"], "refused"),
        ([*ADDRESS, "failed"], "failed"),
        ([*DELIVERY, "day", "fill"], "day_sent"),
        ([*DELIVERY, "way", "pickup", "fill"], "pickup_sent"),
        ([*DELIVERY, "way", "courier"], "courier_sent"),
        ([*DELIVERY, "way", "collect"], "collect_sent"),
        ([*DELIVERY, "way", "other", "fill"], "way_sent"),
        ([*ITEMS, "add", "fill"], "add_sent"),
        ([*ITEMS, "remove", "fill"], "remove_sent"),
        ([*ITEMS, "swap", "fill"], "swap_sent"),
        ([*ITEMS[:-1], "not_proven", "again", "proven"], "items_what"),
        ([*ITEMS[:-1], "not_proven", "tell", "fill"], "items_sent"),
    ],
)
def test_a_change_of_an_order_ends_where_it_should(moves: list[str], step: str) -> None:
    assert at("change-order", *moves) == f"change-order/{step}"


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["fill", "failed", "fill"], "sent"),
        (["fill", "unknown", "fill"], "sent"),
        (["fill", "processing", "done"], "solved"),
        (["fill", "shipped", "done"], "solved"),
        (["fill", "shipped", "now", "fill"], "sent"),
        (["fill", "delivered long ago", "ask", "fill"], "late_sent"),
        (["fill", "returned"], "over"),
        (["fill", "delivered"], "prove"),
        (["fill", "delivered, all back", "proven", "contact", "fill"], "person_end"),
        ([*EXCHANGE[:2], "not_proven", "tell", "fill"], "sent"),
        ([*EXCHANGE[:2], "not_proven", "again", "proven"], "items"),
        ([*EXCHANGE[:-1], "correct"], "items"),
        ([*EXCHANGE[:-1], "keep"], "kept"),
        ([*EXCHANGE, "done"], "exchanged"),
        ([*EXCHANGE, "refused"], "refused"),
        ([*EXCHANGE, "failed"], "failed"),
    ],
)
def test_an_exchange_ends_where_it_should(moves: list[str], step: str) -> None:
    assert at("exchange", *moves) == f"exchange/{step}"


@pytest.mark.parametrize(
    ("flow", "moves", "step"),
    [
        ("exchange", ["fill", "processing", "change"], "change-order/what"),
        ("exchange", ["fill", "delivered long ago", "complaint"], "complaint/what"),
        ("change-order", ["fill", "delivered", "exchange"], "exchange/prove"),
        ("change-order", ["fill", "delivered", "return"], "return/prove"),
        ("change-order", ["fill", "processing", "cancel"], "cancel/prove"),
        ("change-order", [*ITEMS[:2], "cancel", "proven"], "cancel/confirm"),
    ],
)
def test_what_is_for_another_flow_goes_there(flow: str, moves: list[str], step: str) -> None:
    assert at(flow, *moves) == step


def test_the_new_address_goes_to_the_shop_in_its_parts() -> None:
    (due,) = walk("change-order", ADDRESS).position.effects
    assert due.kind == "change_address"
    parts = ("name", "street", "city", "postal_code")
    assert due.arguments == {"order": "1001", "address": dict.fromkeys(parts, "some words")}


@pytest.mark.parametrize("exit_id", ["refused", "failed"])
def test_an_address_that_was_not_taken_goes_to_a_person_with_the_old_one(exit_id: str) -> None:
    said = ticket("change-order", *ADDRESS, exit_id)["message"]
    assert "Old address: 12 Mill Lane, Brno" in said
    assert "New address: some words, some words" in said


def test_a_change_of_items_names_them() -> None:
    assert "remove Blue mug" in ticket("change-order", *ITEMS, "remove", "fill")["subject"]
    assert "Blue mug" in ticket("change-order", *ITEMS, "swap", "fill")["message"]


def test_an_exchange_creates_the_return_and_asks_for_the_replacement() -> None:
    returned, asked = walk("exchange", [*EXCHANGE, "done"]).position.effects
    assert (returned.kind, returned.arguments) == (
        "create_return",
        {"order": "1001", "lines": ["MUG"], "reason": "exchange"},
    )
    assert asked.arguments["subject"] == "Order 1001: send the replacement"
    assert "Comes back: Blue mug\nWanted instead: some words" in asked.arguments["message"]
