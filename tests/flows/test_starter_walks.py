"""Where each answer leads in the ready-made flows, and how few taps it takes."""

from __future__ import annotations

import pytest

from tests.flows.starter_walk import at, taps, walk

CANCELLING = ["fill", "processing", "proven", "confirm"]


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
        (["fill", "processing, money back", "proven", "confirm", "done"], "done_settled"),
        ([*CANCELLING, "done"], "refund"),
        ([*CANCELLING, "done", "done"], "done_paid"),
        ([*CANCELLING, "done", "refused"], "refund_refused"),
        ([*CANCELLING, "done", "failed"], "refund_failed"),
        ([*CANCELLING, "refused"], "refused"),
        ([*CANCELLING, "failed"], "failed"),
    ],
)
def test_a_cancellation_ends_where_it_should(moves: list[str], step: str) -> None:
    assert at("cancel", *moves) == f"cancel/{step}"


@pytest.mark.parametrize("what", ["damaged", "wrong", "missing", "faulty", "other"])
@pytest.mark.parametrize("order", ["delivered", "failed"])
def test_a_complaint_is_always_taken(what: str, order: str) -> None:
    assert at("complaint", "fill", order, what, "fill") == f"complaint/{what}_sent"


@pytest.mark.parametrize(
    ("flow", "moves", "step"),
    [
        ("contact", ["fill"], "person_end"),
    ],
)
def test_a_smaller_flow_ends_where_it_should(flow: str, moves: list[str], step: str) -> None:
    assert at(flow, *moves) == f"{flow}/{step}"


def test_a_cancellation_takes_four_taps_with_the_code() -> None:
    assert taps(walk("home", ["cancel", *CANCELLING, "done"]).position) == 4


def test_a_cancellation_after_the_status_asks_nothing_again() -> None:
    moves = ["status", "fill", "processing", "cancel", "proven", "confirm", "done", "done"]
    end = walk("home", moves).position
    assert end.key.step == "done_paid"
    assert taps(end) == 5


def test_a_proof_for_the_details_serves_the_cancellation_too() -> None:
    assert at("order-status", "fill", "processing", "details", "proven", "cancel") == (
        "cancel/confirm"
    )
