"""Before buying and about a payment: where each answer leads, and what is told on the way."""

from __future__ import annotations

import pytest

from flows.engine.facts import look
from flows.engine.texts import placeholders
from integrations.effects import LOOKUPS
from tests.flows.starter_walk import DOCUMENTS, explore, walk

STOCK = ["stock", "fill"]


def at(flow: str, *moves: str) -> str:
    key = walk(flow, moves).position.key
    assert key.flow == flow
    return key.step


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        ([*STOCK, "in stock"], "in_stock"),
        ([*STOCK, "in stock", "done"], "solved"),
        ([*STOCK, "in stock", "another", "fill", "sold out"], "sold_out"),
        ([*STOCK, "in stock", "ask", "fill"], "about_sent"),
        ([*STOCK, "sold out"], "sold_out"),
        ([*STOCK, "sold out", "notify", "fill"], "notify_sent"),
        ([*STOCK, "sold out, day known"], "expected"),
        ([*STOCK, "sold out, day known", "notify", "fill"], "notify_sent"),
        ([*STOCK, "several"], "pick"),
        ([*STOCK, "several", "fill", "in stock"], "in_stock"),
        ([*STOCK, "several", "fill", "missing"], "not_found"),
        ([*STOCK, "several", "fill", "failed", "fill"], "stock_sent"),
        ([*STOCK, "several", "leave open", "fill"], "stock_sent"),
        ([*STOCK, "missing", "again", "fill", "in stock"], "in_stock"),
        ([*STOCK, "missing", "ask", "fill"], "stock_sent"),
        ([*STOCK, "failed", "fill"], "stock_sent"),
    ],
)
def test_whether_it_is_in_stock_is_answered_or_passed_on(moves: list[str], step: str) -> None:
    assert at("before-buying", *moves) == step


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["product", "fill", "in stock"], "about_sent"),
        (["product", "fill", "sold out"], "about_sent"),
        (["product", "fill", "several"], "product_sent"),
        (["product", "fill", "missing"], "product_sent"),
        (["product", "fill", "failed"], "product_sent"),
        (["delivery", "done"], "solved"),
        (["delivery", "ask", "fill"], "question_sent"),
        (["payment", "done"], "solved"),
        (["payment", "ask", "fill"], "question_sent"),
        (["returns", "done"], "solved"),
        (["returns", "ask", "fill"], "question_sent"),
    ],
)
def test_other_questions_before_buying_end_well(moves: list[str], step: str) -> None:
    assert at("before-buying", *moves) == step


def test_a_question_about_a_product_carries_its_name_in_the_subject() -> None:
    for moves in (["product", "fill", "in stock"], [*STOCK, "in stock", "ask", "fill"]):
        (ticket,) = walk("before-buying", moves).position.effects
        assert ticket.arguments["subject"].startswith("Glass teapot")
        assert "some words" in ticket.arguments["message"]


def test_no_words_of_a_shopper_get_into_a_subject() -> None:
    """A subject may stand in a list or a mail that others read."""
    for flow in ("before-buying", "payment"):
        for step in DOCUMENTS[flow].steps.values():
            for call in getattr(step, "effects", ()):
                named = placeholders(call.arguments["subject"].text)
                assert named <= {"product.name", "answer.number"}


def test_a_stock_question_takes_three_taps_and_two_for_a_name_that_is_clear() -> None:
    taken = walk("home", ["before", *STOCK, "in stock"]).position
    assert sum(each.answer is not None for each in taken.path) == 3
    picked = walk("home", ["before", *STOCK, "several", "fill", "in stock"]).position
    assert sum(each.answer is not None for each in picked.path) == 4


@pytest.mark.parametrize("what", ["not_matched", "did_not_work"])
@pytest.mark.parametrize(
    ("order", "step"),
    [
        ("unpaid", "unpaid"),
        ("processing", "not_waiting"),
        ("shipped", "not_waiting"),
        ("delivered", "not_waiting"),
        ("cancelled", "over"),
        ("returned", "over"),
        ("unknown", "payment"),
        ("failed", "payment"),
    ],
)
def test_a_payment_is_told_by_the_state_of_its_order(what: str, order: str, step: str) -> None:
    moves = [what, "left"] if what == "did_not_work" else [what]
    assert at("payment", *moves, "fill", order) == step


@pytest.mark.parametrize(
    ("moves", "step"),
    [
        (["did_not_work", "done"], "solved"),
        (["did_not_work", "still"], "person"),
        (["not_matched", "fill", "missing", "fill", "unpaid"], "unpaid"),
        (["not_matched", "fill", "unpaid", "paid", "fill"], "payment_sent"),
        (["not_matched", "fill", "unpaid", "could_not"], "did_not_work"),
        (["not_matched", "fill", "unpaid", "done"], "solved"),
        (["not_matched", "fill", "processing", "wrong", "fill"], "payment_sent"),
        (["not_matched", "fill", "shipped", "amounts", "proven"], "paid"),
        (["not_matched", "fill", "cancelled", "amounts", "not_proven", "ask"], "payment"),
        (["wrong_amount", "fill", "processing", "fill"], "payment_sent"),
        (["refund", "fill", "returned", "proven"], "refunded"),
        (["refund", "fill", "returned", "proven", "missing", "fill"], "refund_sent"),
        (["refund", "fill", "cancelled", "proven", "waiting", "fill"], "refund_sent"),
        (["refund", "fill", "unpaid", "proven"], "nothing_paid"),
        (["refund", "fill", "cancelled", "not_proven", "ask", "fill"], "refund_sent"),
        (["refund", "fill", "cancelled", "not_proven", "again", "proven"], "paid"),
        (["refund", "fill", "failed", "fill"], "refund_sent"),
        (["invoice", "fill", "delivered", "fill"], "invoice_sent"),
        (["invoice", "fill", "failed", "fill"], "invoice_sent"),
    ],
)
def test_a_question_about_money_ends_where_it_should(moves: list[str], step: str) -> None:
    assert at("payment", *moves) == step


def test_no_amount_is_known_before_the_shopper_has_proven_who_asks() -> None:
    personal = LOOKUPS["order"].personal
    shown = 0
    for _before, _move, after in explore("payment"):
        at_step = after.position
        named = {path for path in placeholders(at_step.step.text) if path.startswith("order.")}
        amounts = {path for path in named if path.removeprefix("order.") in personal}
        shown += bool(amounts)
        assert not amounts or at_step.proven, at_step.key
        assert at_step.proven or not look(at_step.facts, "order.total")
    assert shown > 3


def test_an_invoice_goes_to_the_orders_own_mailbox_and_says_what_to_write() -> None:
    (ticket,) = walk("payment", ["invoice", "fill", "delivered", "fill"]).position.effects
    assert ticket.arguments["message"].startswith("Send it to the order's own e-mail only.")
    assert ticket.arguments["message"].count("some words") == 4
