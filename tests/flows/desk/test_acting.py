"""Cancelling and refunding from a ticket: in words first, then once."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from integrations import outbox
from integrations.capabilities import Call
from integrations.desk.models import Ticket
from integrations.desk.opening import open_ticket
from integrations.models import Delivery, State
from selfservice.tenancy.models import User
from tests.conftest import signed_in
from tests.flows.desk.conftest import Open
from tests.integrations.orders import carried_out, effects, status


def address(what: str, ticket: Ticket) -> str:
    return reverse(f"admin:desk_{what}", args=[ticket.number])


def post(client: Client, what: str, ticket: Ticket, order: str = "1003", **typed: Any) -> Any:
    sent = {"order": order, "turn": "1", "seen": seen(client, ticket, order), **typed}
    return client.post(address(what, ticket), sent)


def seen(client: Client, ticket: Ticket, order: str = "1003") -> str:
    """What the refund's form says of the refunds before."""
    page = client.get(address("refund", ticket), {"order": order}).content.decode()
    found = re.search(r'name="seen" value="(\w+)"', page)
    return found[1] if found else ""


def refunds() -> list[Delivery]:
    return list(Delivery.objects.filter(kind="refund"))


def test_a_cancellation_is_told_in_words_then_done_once(ticket: Ticket, as_agent: Client) -> None:
    page = as_agent.get(address("cancel", ticket), {"order": "1001"}).content.decode()
    assert "Order 1001 will be cancelled in your shop’s system at once." in page
    for _click in range(2):
        answer = post(as_agent, "cancel", ticket, "1001", sure="1")
        assert answer.headers["Location"] == address("ticket", ticket)
    [delivery] = Delivery.objects.filter(kind="cancel_order")
    assert carried_out(delivery).state == State.DONE
    assert (status("1001"), effects("1001")) == ("cancelled", 1)


def test_what_was_sent_cannot_be_cancelled_any_more(ticket: Ticket, as_agent: Client) -> None:
    answer = post(as_agent, "cancel", ticket, "1002", sure="1")
    assert answer.status_code == 409
    assert "cannot be cancelled any more" in answer.content.decode()
    assert not Delivery.objects.filter(kind="cancel_order").exists()


def test_the_first_press_moves_no_money(ticket: Ticket, as_agent: Client) -> None:
    page = as_agent.get(address("refund", ticket), {"order": "1003"}).content.decode()
    assert "<strong>798.00 CZK</strong> is left" in page
    page = post(as_agent, "refund", ticket, **{"pieces:MUG": "1"}).content.decode()
    assert "Refund 249.00 CZK now" in page
    assert "1 × Blue mug" in page
    assert not refunds()


def test_the_second_press_refunds_once(ticket: Ticket, as_agent: Client) -> None:
    """The server works the sum out: what a form says of prices counts for nothing."""
    looked = seen(as_agent, ticket)
    for _click in range(2):
        typed = {"amount": "9,50", "pieces:MUG": "1", "sure": "1", "seen": looked, "sum": "1"}
        assert post(as_agent, "refund", ticket, **typed).status_code == 302
    [delivery] = refunds()
    assert delivery.amount == Decimal("258.50")
    assert delivery.arguments["lines"] == [{"id": "MUG", "quantity": 1}]
    assert carried_out(delivery).state == State.DONE
    assert effects("1003") == 1
    assert post(as_agent, "refund", ticket, **typed).status_code == 302
    assert len(refunds()) == 1
    page = as_agent.get(address("ticket", ticket)).content.decode()
    assert "Refund the payment (1003), 258.50 CZK" in page
    assert "1 × Blue mug" in page
    page = as_agent.get(address("refund", ticket), {"order": "1003"}).content.decode()
    assert "<strong>539.50 CZK</strong> is left" in page
    assert "refunded before" in page


def test_some_pieces_of_a_line_are_refunded(ticket: Ticket, as_agent: Client) -> None:
    typed = {"pieces:MUG": "1", "sure": "1"}
    assert post(as_agent, "refund", ticket, "1001", **typed).status_code == 302
    page = as_agent.get(address("refund", ticket), {"order": "1001"}).content.decode()
    assert "1 of 2 × Blue mug" in page
    answer = post(as_agent, "refund", ticket, "1001", **{**typed, "pieces:MUG": "2"})
    assert answer.status_code == 422
    assert "Not so many pieces are left to refund." in answer.content.decode()


def test_everything_that_is_left_takes_one_press(ticket: Ticket, as_agent: Client) -> None:
    post(as_agent, "refund", ticket, amount="98", sure="1")
    page = post(as_agent, "refund", ticket, all="1").content.decode()
    assert "Refund 700.00 CZK now" in page


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        ("", "Choose items, or write how much to refund."),
        ("a lot", "Write an amount, such as 798.00."),
        ("NaN", "Write an amount, such as 798.00."),
        ("1e99", "Write an amount, such as 798.00."),
        ("0", "Choose items, or write how much to refund."),
        ("-1", "Choose items, or write how much to refund."),
        ("798.01", "No more than 798.00 CZK can be refunded."),
        ("10.005", "CZK has fewer decimal places."),
    ],
)
def test_an_amount_that_cannot_be_is_kept_and_explained(
    amount: str, sentence: str, ticket: Ticket, as_agent: Client
) -> None:
    for sure in ({}, {"sure": "1"}):
        answer = post(as_agent, "refund", ticket, amount=amount, **sure)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert f'value="{amount}"' in page
    assert not refunds()


def test_two_agents_do_not_refund_one_order_twice(
    ticket: Ticket, opened: Open, as_agent: Client, owner: User
) -> None:
    looked = seen(as_agent, ticket)
    assert post(as_agent, "refund", ticket, amount="400", sure="1").status_code == 302
    answer = post(signed_in(owner), "refund", opened(), amount="398", sure="1", seen=looked)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "given back, or asked for, meanwhile" in page
    assert "<strong>398.00 CZK</strong> is left" in page
    assert len(refunds()) == 1


def test_an_order_that_cannot_be_read_cannot_be_changed(ticket: Ticket, as_agent: Client) -> None:
    for what in ("cancel", "refund"):
        page = as_agent.get(address(what, ticket), {"order": "4711"}).content.decode()
        assert "knows no order 4711" in page
        answer = post(as_agent, what, ticket, "4711", amount="1", sure="1")
        assert answer.status_code == 409


def test_the_promised_actions_tell_how_they_stand(ticket: Ticket, as_agent: Client) -> None:
    post(as_agent, "refund", ticket, amount="798.00", sure="1")
    moving = as_agent.get(address("actions", ticket))
    assert 'hx-trigger="every 2s"' in moving.content.decode()
    assert "HX-Trigger" not in moving.headers
    carried_out(refunds()[0])
    settled = as_agent.get(address("actions", ticket))
    assert settled.headers["HX-Trigger"] == "desk-settled"
    assert "every 2s" not in settled.content.decode()


@pytest.mark.parametrize("what", ["cancel", "refund", "actions"])
def test_actions_are_for_those_who_may_decide(
    what: str, as_role: Callable[[str], Client], ticket: Ticket, stranger: User
) -> None:
    for role in ("designer", "auditor"):
        client = as_role(role)
        assert client.get(address(what, ticket), {"order": "1001"}).status_code == 403
        answer = client.post(address(what, ticket), {"order": "1001", "sure": "1"})
        assert answer.status_code in {403, 405}
    assert signed_in(stranger).get(address(what, ticket), {"order": "1001"}).status_code == 404
    assert not Delivery.objects.exclude(kind="send_email").exists()


def test_trouble_with_another_order_tells_nothing_of_its_customer(
    opened: Open, as_agent: Client
) -> None:
    ticket = opened(contact="mallory@example.com", order="1001")
    post(as_agent, "refund", ticket, amount="798.00", sure="1")
    outbox.hand_over(refunds()[0], "Refused.")
    [news] = Delivery.objects.filter(kind="open_ticket")
    open_ticket(ticket.shop, Call(news.key, news.arguments, news.context))

    page = as_agent.get(address("ticket", ticket), {"order": "1003", "now": "1"}).content.decode()
    assert "Refund the payment (1003): needs a person" in page
    assert "Ask before you change it." in page
    offered = re.findall(r'data-insert="([^"]*)"', page)
    assert "mallory@example.com" in offered
    assert not [each for each in offered if "jane" in each or "Mill Lane" in each]
