"""Cancelling and refunding from a ticket: through the outbox, once, within what was paid."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from integrations.desk import acting, refunding
from integrations.desk.acted import tell
from integrations.desk.models import Message, Ticket
from integrations.desk.refunding import Wanted
from integrations.lookups import order_now
from integrations.models import Autonomy, Delivery, Setting, State
from integrations.not_possible import NotPossible
from integrations.values import Money, Order
from selfservice.clock import now
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User
from tests.integrations.orders import carried_out, effects, status


@pytest.fixture
def ticket(demo: Shop) -> Ticket:
    return a_ticket(demo, 1)


def a_ticket(shop: Shop, number: int) -> Ticket:
    return Ticket.objects.create(
        shop=shop,
        number=number,
        subject="Complaint",
        case={"facts": {"order": {"number": "1003"}}},
        session=uuid4(),
        waiting_since=now(),
    )


def the_order(shop: Shop, number: str) -> Order:
    order = order_now(shop, number).order
    assert order is not None
    return order


def cancelled(ticket: Ticket, by: User, number: str = "1001", turn: int = 1) -> Delivery:
    return acting.cancel_order(ticket, by, the_order(ticket.shop, number), turn)


def refunded(ticket: Ticket, by: User, other: str = "0", **more: Any) -> Delivery:
    """`seen` is what the agent's form said; without it, the agent has looked just now."""
    order = the_order(ticket.shop, more.pop("number", "1003"))
    seen = more.pop("seen", "") or refunding.left_of(ticket.shop, order).seen
    money = Money(Decimal(other), more.pop("currency", "CZK"))
    wanted = Wanted(more.pop("pieces", {}), money)
    return refunding.refund(ticket, by, order, wanted, more.pop("turn", 1), seen)


def seen_now(ticket: Ticket, number: str = "1003") -> str:
    return refunding.left_of(ticket.shop, the_order(ticket.shop, number)).seen


def by_agents(how: Autonomy, kind: str) -> None:
    Setting.objects.update_or_create(
        effect=kind, defaults={"autonomy": how, "shop": Shop.objects.get()}
    )


@pytest.mark.parametrize("how", [Autonomy.APPROVE, Autonomy.AUTOMATIC])
def test_an_agent_who_asks_has_approved(ticket: Ticket, agent: User, how: Autonomy) -> None:
    by_agents(how, "cancel_order")
    delivery = cancelled(ticket, agent)
    assert delivery.state == State.QUEUED
    assert carried_out(delivery).state == State.DONE
    assert (status("1001"), effects("1001")) == ("cancelled", 1)
    events = set(AuditEvent.objects.values_list("action", "actor"))
    assert ("ticket.cancel_order", agent.pk) in events
    assert (("delivery.approve", agent.pk) in events) == (how is Autonomy.APPROVE)


def test_a_double_click_is_one_action(ticket: Ticket, agent: User) -> None:
    seen = seen_now(ticket)
    first, second = (refunded(ticket, agent, "249.00", seen=seen) for _click in range(2))
    assert first.pk == second.pk
    assert Message.objects.filter(ticket=ticket).count() == 1
    carried_out(first)
    assert refunded(ticket, agent, "249.00", seen=seen).state == State.DONE
    assert effects("1003") == 1


def test_the_ticket_says_what_was_asked_for_and_that_it_is_done(
    ticket: Ticket, agent: User
) -> None:
    delivery = carried_out(refunded(ticket, agent, "249.00"))
    tell(delivery)
    asked, done = Message.objects.filter(ticket=ticket).order_by("at")
    assert (asked.author, asked.member) == ("note", agent)
    assert asked.body == "Asked for: Refund the payment (1003), 249.00 CZK."
    assert done.body.startswith("Done: Refund the payment (1003), 249.00 CZK. Reference REFUND-")


def test_who_looked_before_another_refund_has_to_look_again(ticket: Ticket, agent: User) -> None:
    seen = seen_now(ticket)
    refunded(ticket, agent, "249.00", seen=seen)
    another = a_ticket(ticket.shop, 2)
    with pytest.raises(NotPossible, match="meanwhile"):
        refunded(another, agent, "100.00", seen=seen)
    assert Delivery.objects.filter(kind="refund").count() == 1
    assert not Message.objects.filter(ticket=another).exists()
    assert refunded(another, agent, "100.00").state == State.QUEUED


def test_the_sum_is_worked_out_from_pieces_and_another_amount(ticket: Ticket, agent: User) -> None:
    delivery = carried_out(
        refunded(ticket, agent, "10.50", pieces={"MUG": 1, "TEA": 1}, number="1001")
    )
    assert (delivery.state, delivery.amount) == (State.DONE, Decimal("448.50"))
    assert delivery.arguments["lines"] == [
        {"id": "MUG", "quantity": 1},
        {"id": "TEA", "quantity": 1},
    ]


def test_every_piece_is_refunded_once(ticket: Ticket, agent: User) -> None:
    """Of two mugs, one and then the other; there is no third."""
    for _piece in range(2):
        assert (
            carried_out(refunded(ticket, agent, pieces={"MUG": 1}, number="1001")).state == "done"
        )
    assert effects("1001") == 2
    with pytest.raises(NotPossible, match="Not so many pieces"):
        refunded(ticket, agent, pieces={"MUG": 1}, number="1001")
    left = refunding.left_of(ticket.shop, the_order(ticket.shop, "1001"))
    assert (left.pieces, left.money) == ({"MUG": 0, "TEA": 1}, Money(Decimal(189), "CZK"))


@pytest.mark.parametrize("pieces", [{"MUG": 2}, {"POT": 1}, {"MUG": 1, "TRAY": 9}])
def test_only_pieces_of_the_order_are_refunded(
    ticket: Ticket, agent: User, pieces: dict[str, int]
) -> None:
    with pytest.raises(NotPossible):
        refunded(ticket, agent, pieces=pieces)
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("other", "more"),
    [
        ("798.01", {}),
        ("0", {}),
        ("-5", {"pieces": {"MUG": 1}}),
        ("10", {"currency": "EUR"}),
        ("600", {"pieces": {"MUG": 1}}),
    ],
)
def test_only_what_was_paid_can_be_refunded(
    ticket: Ticket, agent: User, other: str, more: dict[str, Any]
) -> None:
    with pytest.raises(NotPossible):
        refunded(ticket, agent, other, **more)
    assert not Delivery.objects.exists()


def test_what_is_promised_is_no_longer_left(ticket: Ticket, agent: User) -> None:
    promised = refunded(ticket, agent, "700")
    with pytest.raises(NotPossible, match=r"No more than 98\.00 CZK"):
        refunded(ticket, agent, "99")
    carried_out(promised)
    assert carried_out(refunded(ticket, agent, "98")).state == State.DONE


def test_an_order_that_was_never_paid_has_nothing_to_refund(ticket: Ticket) -> None:
    assert refunding.left_of(ticket.shop, the_order(ticket.shop, "1005")).money.amount == 0


def test_what_was_shipped_is_not_cancelled(ticket: Ticket, agent: User) -> None:
    with pytest.raises(NotPossible, match="cannot be cancelled any more"):
        cancelled(ticket, agent, "1002")
    assert not Delivery.objects.exists()


def test_an_action_that_is_switched_off_is_refused_with_a_sentence(
    ticket: Ticket, agent: User
) -> None:
    by_agents(Autonomy.OFF, "refund")
    with pytest.raises(NotPossible, match="switched this action off"):
        refunded(ticket, agent, "249.00")
    assert not Delivery.objects.exists()
    assert not Message.objects.exists()


def test_what_a_shop_does_by_hand_waits_for_the_hand(ticket: Ticket, agent: User) -> None:
    by_agents(Autonomy.SUGGEST, "refund")
    assert refunded(ticket, agent, "249.00").state == State.WAITING_APPROVAL


def test_what_was_refused_can_be_asked_for_again(ticket: Ticket, agent: User) -> None:
    assert acting.turn_of(ticket, "cancel_order") == 1
    first = carried_out(cancelled(ticket, agent, "1009"))
    assert first.state == State.REFUSED
    assert cancelled(ticket, agent, "1009").pk == first.pk
    turn = acting.turn_of(ticket, "cancel_order")
    assert turn == 2
    assert cancelled(ticket, agent, "1009", turn).pk != first.pk


def test_only_what_an_agent_asked_for_is_told(ticket: Ticket, agent: User) -> None:
    delivery = carried_out(cancelled(ticket, agent))
    tell(Delivery(shop=ticket.shop, step="cancel", state=State.DONE))
    tell(delivery)
    assert Message.objects.filter(ticket=ticket).count() == 2
