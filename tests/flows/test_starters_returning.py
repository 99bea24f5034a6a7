"""A return or a withdrawal: where each answer leads, what is mailed, and how few taps it takes."""

from __future__ import annotations

import pytest

from flows.engine.position import Due, Position
from tests.flows.starter_walk import at, taps, walk

RETURNING = ["fill", "delivered lately", "proven", "fill", "confirm"]
UNDATED = ["fill", "delivered", "proven", "fill", "confirm"]


def due(position: Position, kind: str) -> Due:
    (found,) = [each for each in position.effects if each.kind == kind]
    return found


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["fill", "missing"], "retry"),
        (["fill", "failed", "declare"], "declared_unread"),
        (["fill", "failed", "again", "delivered"], "prove"),
        (["fill", "failed", "contact", "fill"], "person_end"),
        (["fill", "processing"], "not_sent"),
        (["fill", "shipped", "later"], "solved"),
        (["fill", "shipped", "now", "proven"], "items"),
        (["fill", "delivered long ago"], "late"),
        (["fill", "delivered long ago", "ask"], "late_asked"),
        (["fill", "delivered long ago", "done"], "solved"),
        (["fill", "delivered lately", "proven"], "items_dated"),
        (["fill", "delivered", "proven"], "items"),
        (["fill", "delivered, all back", "proven"], "nothing_left"),
        (["fill", "delivered, all back", "proven", "declare"], "declared"),
        (["fill", "cancelled"], "cancelled"),
        (["fill", "returned"], "returned"),
        (["fill", "unknown", "declare"], "declared"),
        (["fill", "delivered lately", "not_proven", "declare"], "declared"),
        ([*RETURNING[:-1], "keep"], "kept"),
        ([*RETURNING[:-1], "other"], "items_dated"),
        ([*RETURNING[:-1], "other", "fill", "confirm", "done"], "done_address"),
        ([*RETURNING, "done"], "done_address"),
        ([*UNDATED, "done"], "done"),
        ([*RETURNING, "refused"], "refused"),
        ([*RETURNING, "failed"], "failed"),
    ],
)
def test_a_return_ends_where_it_should(moves: list[str], step: str) -> None:
    assert at("return", *moves) == f"return/{step}"


def test_a_late_return_of_faulty_goods_becomes_a_complaint() -> None:
    assert at("return", "fill", "delivered long ago", "complaint") == "complaint/what"


def test_a_complaint_in_time_may_become_a_return_and_asks_nothing_again() -> None:
    assert at("complaint", "fill", "delivered lately") == "complaint/what_in_time"
    assert at("complaint", "fill", "delivered lately", "return") == "return/prove"


def test_a_return_takes_six_taps_with_the_code() -> None:
    end = walk("home", ["return", "return", *RETURNING, "done"]).position
    assert end.key.step == "done_address"
    assert taps(end) == 6


@pytest.mark.parametrize("result", ["done", "refused", "failed"])
def test_the_receipt_is_asked_for_at_once_whatever_becomes_of_the_return(result: str) -> None:
    waiting = walk("return", RETURNING).position
    mail = due(waiting, "send_email")
    assert mail.key.step == "receipt_address"
    assert mail.arguments["to"] == "jane@example.com"
    for said in ("20 Nov 2026 at 10:15", "Blue mug", "order 1001", "Demo Shop, Dlouhá 7"):
        assert said in mail.arguments["body"]
    assert "Green tea" not in mail.arguments["body"]
    ended = walk("return", [*RETURNING, result]).position
    assert due(ended, "send_email") == mail


def test_only_what_was_chosen_is_returned() -> None:
    arguments = due(walk("return", RETURNING).position, "create_return").arguments
    assert arguments == {"order": "1001", "lines": ["MUG"], "reason": "fit"}


def test_without_an_address_the_terms_are_named() -> None:
    body = due(walk("return", UNDATED).position, "send_email").arguments["body"]
    assert "address in our terms" in body


@pytest.mark.parametrize(
    "moves",
    [
        ["fill", "failed", "declare"],
        ["fill", "unknown", "declare"],
        ["fill", "shipped", "now", "not_proven", "declare"],
        ["fill", "delivered long ago", "ask"],
    ],
)
def test_a_declaration_is_receipted_with_its_time_and_nothing_typed(moves: list[str]) -> None:
    position = walk("return", moves).position
    mail, ticket = due(position, "send_email"), due(position, "open_ticket")
    assert mail.arguments["to"] == ticket.arguments["contact"] == "jane@example.com"
    assert "on 20 Nov 2026 at 10:15" in mail.arguments["body"]
    assert "20 Nov 2026 at 10:15" in ticket.arguments["message"]
    assert "some words" not in str(mail.arguments)
