"""Tickets: a number each, one open ticket a session, and nothing twice."""

from __future__ import annotations

from uuid import uuid4

from django.db import connection

from integrations.capabilities import Call
from integrations.desk.models import Message, Status, Ticket
from integrations.desk.opening import open_ticket
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def _call(key: str, session: str = "", **arguments: str) -> Call:
    return Call(key, {"subject": "Help", **arguments}, {"session": session, "facts": {"a": 1}})


def test_numbers_count_up_in_each_shop(in_shop: Shop, other_shop: Shop) -> None:
    numbers = [open_ticket(in_shop, _call(key)) for key in "ab"]
    assert (numbers, open_ticket(other_shop, _call("c"))) == ([1, 2], 1)
    with within(other_shop):
        assert Ticket.objects.count() == 1


def test_the_same_call_opens_one_ticket(in_shop: Shop) -> None:
    assert open_ticket(in_shop, _call("a")) == open_ticket(in_shop, _call("a"))
    assert (Ticket.objects.count(), Message.objects.count()) == (1, 1)


def test_later_news_of_a_session_go_into_its_open_ticket(in_shop: Shop) -> None:
    session = str(uuid4())
    first = open_ticket(in_shop, _call("a", session))
    assert open_ticket(in_shop, _call("b", session, message="More")) == first
    assert [each.body for each in Message.objects.order_by("at")] == ["Help", "More"]


def test_a_closed_ticket_is_left_closed(in_shop: Shop) -> None:
    session = str(uuid4())
    open_ticket(in_shop, _call("a", session))
    Ticket.objects.update(status=Status.CLOSED)
    assert open_ticket(in_shop, _call("b", session)) == 2


def test_contact_and_case_are_sealed(in_shop: Shop) -> None:
    open_ticket(in_shop, _call("a", contact="jane@example.com"))
    assert Ticket.objects.get().contact == "jane@example.com"
    with connection.cursor() as cursor:
        cursor.execute('SELECT contact, "case" FROM desk_ticket')
        assert all("jane" not in value and "facts" not in value for value in cursor.fetchone())
