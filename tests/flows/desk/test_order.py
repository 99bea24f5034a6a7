"""The live order on a ticket's page: after the page, with its age, and whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from integrations.connectors.demo import DemoShop
from integrations.desk.models import Ticket
from integrations.models import Connection
from integrations.values import Order
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import User
from tests.conftest import signed_in
from tests.flows.desk.conftest import Open


def card(client: Client, ticket: Ticket, **asked: Any) -> str:
    answer = client.get(reverse("admin:desk_order", args=[ticket.number]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_order_is_shown_as_it_is_now_with_its_age(
    ticket: Ticket, as_agent: Client, agent: User
) -> None:
    page = card(as_agent, ticket, order="1003")
    for words in ("Delivered", "1 × Blue mug", "798.00 CZK", "12 Mill Lane", "As of", "just now"):
        assert words in page
    assert "<html" not in page
    event = AuditEvent.objects.get(action="order.read")
    assert (event.actor, event.why) == (agent.pk, "1003")


@pytest.mark.parametrize("what", ["order", "refund", "cancel"])
def test_the_trail_names_only_an_order_that_the_shop_knows(
    what: str, ticket: Ticket, as_agent: Client
) -> None:
    address = reverse(f"admin:desk_{what}", args=[ticket.number])
    for typed in ("jane@example.com", "777 123 456", " #1003 "):
        as_agent.get(address, {"order": typed})
    events = AuditEvent.objects.filter(action="order.read").order_by("number")
    assert [event.why for event in events] == ["unknown", "unknown", "1003"]


def test_the_page_does_not_wait_for_the_order(
    ticket: Ticket, as_agent: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_self: DemoShop, _number: str) -> Order | None:
        raise AssertionError("the page asked the vendor")

    monkeypatch.setattr(DemoShop, "find_order", never)
    page = as_agent.get(reverse("admin:desk_ticket", args=[ticket.number])).content.decode()
    assert f'hx-get="{reverse("admin:desk_order", args=[ticket.number])}?order=1003"' in page
    assert "?order=1003&amp;now=1#order" in page


def test_without_a_script_the_link_shows_it_on_the_page(ticket: Ticket, as_agent: Client) -> None:
    address = reverse("admin:desk_ticket", args=[ticket.number])
    page = as_agent.get(address, {"order": "1003", "now": "1"}).content.decode()
    assert "12 Mill Lane" in page
    assert "<textarea" in page


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        ("jane@example.com", "The contact given is the order&#x27;s own"),
        ("601 222 333", "The contact given is the order&#x27;s own"),
        ("mallory@example.com", "Ask before you change it."),
        ("", "Ask before you change it."),
    ],
)
def test_it_says_how_sure_it_is_that_the_order_is_theirs(
    contact: str, sentence: str, opened: Open, as_agent: Client
) -> None:
    assert sentence in card(as_agent, opened(contact=contact), order="1003")


def test_a_proven_shopper_is_said_to_be_proven(opened: Open, as_agent: Client) -> None:
    ticket = opened()
    ticket.case["facts"]["order"] = {"number": "1003", "email": "jane@example.com"}
    ticket.save()
    assert "has proven" in card(as_agent, ticket, order="1003")
    assert "has proven" not in card(as_agent, ticket, order="1001")


def test_an_unknown_order_is_a_sentence(ticket: Ticket, as_agent: Client) -> None:
    assert "knows no order 4711" in card(as_agent, ticket, order="4711")


@pytest.mark.parametrize("odd", ["", "\x00", "x" * 500, "<script>alert(1)</script>"])
def test_an_odd_number_is_only_unknown(odd: str, ticket: Ticket, as_agent: Client) -> None:
    assert "<script>" not in card(as_agent, ticket, order=odd)
    page = as_agent.get(
        reverse("admin:desk_ticket", args=[ticket.number]), {"order": odd, "now": "1"}
    )
    assert "<script>alert" not in page.content.decode()
    assert "%00" not in page.content.decode()


def test_a_system_that_cannot_be_reached_is_said_to_be(ticket: Ticket, as_agent: Client) -> None:
    Connection.objects.filter(connector="demo").update(connector="email")
    page = card(as_agent, ticket, order="1003")
    assert "cannot be read right now" in page
    assert "Try again" in page


def test_what_can_be_done_with_it_is_offered(ticket: Ticket, as_agent: Client) -> None:
    offered = {
        number: [each in card(as_agent, ticket, order=number) for each in ("/refund/", "/cancel/")]
        for number in ("1001", "1003", "1005", "1006")
    }
    assert offered == {
        "1001": [True, True],
        "1003": [True, False],  # it was delivered
        "1005": [False, True],  # it was never paid
        "1006": [True, False],  # it is cancelled, and its money is still with us
    }


def test_a_link_that_is_no_web_address_is_not_followed(ticket: Ticket, as_agent: Client) -> None:
    order = ticket.shop.demoorder_set.get(number="1003")
    order.tracking_url = "javascript:alert(1)"
    order.save()
    assert "javascript:" not in card(as_agent, ticket, order="1003")


@pytest.mark.parametrize(("role", "status"), [("designer", 403), ("auditor", 403)])
def test_orders_are_for_those_who_work_tickets(
    role: str, status: int, as_role: Callable[[str], Client], ticket: Ticket
) -> None:
    address = reverse("admin:desk_order", args=[ticket.number])
    assert as_role(role).get(address, {"order": "1003"}).status_code == status


def test_a_stranger_reads_no_order(ticket: Ticket, stranger: User) -> None:
    address = reverse("admin:desk_order", args=[ticket.number])
    assert signed_in(stranger).get(address, {"order": "1003"}).status_code == 404
