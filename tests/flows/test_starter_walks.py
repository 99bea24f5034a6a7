"""Where each answer leads in the ready-made flows, and how few taps it takes."""

from __future__ import annotations

import pytest

from flows.engine.document import Ask
from flows.engine.position import Position
from tests.flows.starter_walk import walk

CANCELLING = ["fill", "processing", "proven", "confirm"]
RETURNING = ["fill", "delivered lately", "proven", "fill"]
CHANGING = ["fill", "processing", "address", "proven", "fill", "confirm"]


def at(flow: str, *moves: str) -> str:
    key = walk(flow, moves).position.key
    return f"{key.flow}/{key.step}"


def taps(position: Position) -> int:
    """Buttons pressed: every answer, and every code that was typed."""
    return sum(
        1
        for each in position.path
        if each.answer is not None or each.exit in {"proven", "not_proven"}
    )


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["status"], "order-status/ask_order"),
        (["cancel"], "cancel/ask_order"),
        (["change"], "change-order/ask_order"),
        (["return", "return"], "return/ask_order"),
        (["return", "exchange"], "exchange/ask_order"),
        (["return", "complaint"], "complaint/ask_order"),
        (["complaint"], "complaint/ask_order"),
        (["payment"], "payment/what"),
        (["before"], "before-buying/topic"),
        (["contact"], "contact/person"),
        (["person", "fill"], "home/person_end"),
    ],
)
def test_home_leads_to_every_flow(moves: list[str], step: str) -> None:
    assert at("home", *moves) == step


@pytest.mark.parametrize(
    ("order", "step"),
    [
        ("unpaid", "unpaid"),
        ("processing", "processing"),
        ("processing, day known", "processing_dated"),
        ("shipped", "shipped"),
        ("shipped, day known", "shipped_dated"),
        ("delivered", "delivered"),
        ("delivered lately", "delivered_dated"),
        ("cancelled", "cancelled"),
        ("returned", "returned"),
        ("unknown", "unknown"),
        ("missing", "retry"),
        ("failed", "lookup_failed"),
    ],
)
def test_every_status_has_its_words(order: str, step: str) -> None:
    assert at("order-status", "fill", order) == f"order-status/{step}"


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["missing", "fill", "processing"], "order-status/processing"),
        (["processing", "details", "proven"], "order-status/details_open"),
        (["shipped, day known", "details", "proven"], "order-status/details_tracked"),
        (["cancelled", "details", "not_proven", "again", "proven"], "order-status/details"),
        (["processing", "cancel"], "cancel/prove"),
        (["unpaid", "payment", "not_matched"], "payment/payment"),
        (["delivered", "return"], "return/prove"),
        (["delivered", "complaint"], "complaint/what"),
        (["delivered", "not_here", "search"], "order-status/search_parcel"),
        (["delivered", "not_here", "found"], "order-status/solved"),
        (["unknown", "find_out"], "order-status/find_out"),
        (["processing", "contact", "fill"], "order-status/person_end"),
    ],
)
def test_a_status_leads_on(moves: list[str], step: str) -> None:
    assert at("order-status", "fill", *moves) == step


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["fill", "missing"], "retry"),
        (["fill", "failed"], "lookup_failed"),
        (["fill", "shipped"], "shipped"),
        (["fill", "delivered"], "delivered"),
        (["fill", "cancelled"], "already"),
        (["fill", "returned"], "returned"),
        (["fill", "unknown"], "unclear"),
        (["fill", "unpaid", "not_proven", "contact"], "person"),
        (["fill", "processing", "proven", "keep"], "kept"),
        (["fill", "unpaid", "proven", "confirm", "done"], "done"),
        ([*CANCELLING, "done"], "done_paid"),
        ([*CANCELLING, "refused"], "refused"),
        ([*CANCELLING, "failed"], "failed"),
    ],
)
def test_a_cancellation_ends_where_it_should(moves: list[str], step: str) -> None:
    assert at("cancel", *moves) == f"cancel/{step}"


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["fill", "failed", "declare"], "declared_unread"),
        (["fill", "failed", "again", "delivered"], "prove"),
        (["fill", "processing"], "not_sent"),
        (["fill", "shipped", "later"], "solved"),
        (["fill", "shipped", "now"], "prove"),
        (["fill", "delivered long ago"], "late"),
        (["fill", "delivered"], "prove"),
        (["fill", "cancelled"], "cancelled"),
        (["fill", "returned"], "returned"),
        (["fill", "unknown", "declare"], "declared"),
        (["fill", "delivered lately", "not_proven", "declare"], "declared"),
        ([*RETURNING, "done"], "done"),
        ([*RETURNING, "refused"], "refused"),
        ([*RETURNING, "failed"], "failed"),
    ],
)
def test_a_return_ends_where_it_should(moves: list[str], step: str) -> None:
    assert at("return", *moves) == f"return/{step}"


@pytest.mark.parametrize("what", ["damaged", "wrong", "missing", "faulty", "other"])
@pytest.mark.parametrize("order", ["delivered", "failed"])
def test_a_complaint_is_always_taken(what: str, order: str) -> None:
    assert at("complaint", "fill", order, what, "fill") == f"complaint/{what}_sent"


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["fill", "failed", "fill"], "unread_sent"),
        (["fill", "unknown", "fill"], "unclear_sent"),
        (["fill", "shipped"], "shipped"),
        (["fill", "delivered"], "delivered"),
        (["fill", "cancelled"], "over"),
        (["fill", "processing", "delivery", "fill"], "delivery_sent"),
        (["fill", "processing", "items", "fill"], "items_sent"),
        ([*CHANGING[:-1], "keep"], "kept"),
        ([*CHANGING, "done"], "done"),
        ([*CHANGING, "refused"], "refused"),
        ([*CHANGING, "failed"], "failed"),
    ],
)
def test_a_change_of_an_order_ends_where_it_should(moves: list[str], step: str) -> None:
    assert at("change-order", *moves) == f"change-order/{step}"


@pytest.mark.parametrize(
    ("flow", "moves", "step"),
    [
        ("exchange", ["fill", "delivered", "fill"], "sent"),
        ("exchange", ["fill", "failed", "fill"], "sent"),
        ("exchange", ["fill", "processing"], "not_sent"),
        ("exchange", ["fill", "returned"], "over"),
        ("payment", ["did_not_work", "left"], "ask_order"),
        ("payment", ["did_not_work", "still"], "person"),
        ("payment", ["wrong_amount", "fill", "processing", "fill"], "payment_sent"),
        ("payment", ["refund", "fill", "cancelled", "fill"], "refund_sent"),
        ("payment", ["invoice", "fill", "failed", "fill"], "invoice_sent"),
        ("before-buying", ["delivery", "done"], "solved"),
        ("before-buying", ["returns", "ask", "fill"], "question_sent"),
        ("before-buying", ["stock", "fill"], "stock_sent"),
        ("before-buying", ["product", "fill"], "question_sent"),
        ("contact", ["fill"], "person_end"),
    ],
)
def test_a_smaller_flow_ends_where_it_should(flow: str, moves: list[str], step: str) -> None:
    assert at(flow, *moves) == f"{flow}/{step}"


def test_a_status_takes_two_taps_and_with_tracking_four() -> None:
    asking = walk("home", ["status"]).position.step
    assert isinstance(asking, Ask)
    assert len(asking.fields) == 2
    assert taps(walk("home", ["status", "fill", "shipped, day known"]).position) == 2
    tracked = walk("home", ["status", "fill", "shipped, day known", "details", "proven"])
    assert taps(tracked.position) == 4


def test_a_cancellation_takes_four_taps_with_the_code() -> None:
    assert taps(walk("home", ["cancel", *CANCELLING, "done"]).position) == 4


def test_a_cancellation_after_the_status_asks_nothing_again() -> None:
    moves = ["status", "fill", "processing", "cancel", "proven", "confirm", "done"]
    end = walk("home", moves).position
    assert end.key.step == "done_paid"
    assert taps(end) == 5


def test_a_proof_for_the_details_serves_the_cancellation_too() -> None:
    assert at("order-status", "fill", "processing", "details", "proven", "cancel") == (
        "cancel/confirm"
    )
