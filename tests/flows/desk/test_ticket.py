"""A ticket's page: what was said and known, and everything an agent does with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from integrations.desk import working
from integrations.desk.models import Author, Message, Status, Ticket
from integrations.models import Delivery
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User
from tests.conftest import signed_in
from tests.flows.desk.conftest import TOLD, Open


def address(ticket: Ticket) -> str:
    return reverse("admin:desk_ticket", args=[ticket.number])


def read(client: Client, ticket: Ticket) -> str:
    answer = client.get(address(ticket))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, ticket: Ticket, do: str, **typed: Any) -> Any:
    return client.post(address(ticket), {"do": do, **typed})


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', page)
    assert found
    return found[1]


def again(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def said(ticket: Ticket, author: str) -> list[str]:
    return [each.body for each in Message.objects.filter(ticket=ticket, author=author)]


def mails() -> list[str]:
    return [each.arguments["to"] for each in Delivery.objects.filter(kind="send_email")]


def test_what_the_flow_asked_is_there_once_and_the_reading_is_audited(
    ticket: Ticket, as_agent: Client, agent: User
) -> None:
    page = read(as_agent, ticket)
    for words in ("Which order is it about?", "What is damaged?", "jane@example.com"):
        assert words in page
    assert page.count(TOLD) == 1
    event = AuditEvent.objects.get(action="ticket.read")
    assert (event.actor, event.object) == (agent.pk, str(ticket.pk))


def test_facts_are_told_in_words(opened: Open, as_agent: Client) -> None:
    ticket = opened()
    ticket.case["facts"]["order"] = {
        "number": "1003",
        "status": "shipped",
        "placed_on": "2026-11-02",
        "total": {"amount": "798.00", "currency": "CZK"},
        "items": [{"id": "MUG", "name": "Blue mug", "quantity": 2}],
        "email_hint": "j***@e***.com",
    }
    ticket.save()
    page = read(as_agent, ticket)
    for words in ("On its way", "2 Nov 2026", "798.00 CZK", "2 × Blue mug", "Days for a return"):
        assert words in page
    for key in ("email_hint", "return_days", "placed_on", "&#x27;amount&#x27;"):
        assert key not in page


def test_an_answer_reaches_the_shopper_and_the_ticket(
    ticket: Ticket, as_agent: Client, agent: User
) -> None:
    page = read(as_agent, ticket)
    answer = press(as_agent, ticket, "reply", body="We send a new one.", seen=seen(page))
    assert answer.headers["Location"].startswith(address(ticket))
    assert said(ticket, Author.AGENT) == ["We send a new one."]
    assert (again(ticket).status, again(ticket).assignee) == (Status.WAITING, agent)
    assert mails() == [ticket.contact] * 2  # the receipt, and this answer
    assert "The mail is on its way" in read(as_agent, ticket)


def test_a_double_click_answers_once(ticket: Ticket, as_agent: Client) -> None:
    typed = {"body": "We send a new one.", "seen": seen(read(as_agent, ticket))}
    for _click in range(2):
        assert press(as_agent, ticket, "reply", **typed).status_code == 302
    assert len(said(ticket, Author.AGENT)) == 1
    for _click in range(2):
        assert press(as_agent, ticket, "reply_close", **typed).status_code == 302


def test_nothing_typed_is_lost_when_somebody_wrote_meanwhile(
    ticket: Ticket, as_agent: Client
) -> None:
    before = seen(read(as_agent, ticket))
    working.answer(ticket, "Wait, it was the tray!")
    refused = press(as_agent, ticket, "reply", body="A new mug is on its way.", seen=before)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "The shopper has written a moment ago" in page
    assert "Wait, it was the tray!" in page
    assert re.search(r"<textarea[^>]*>A new mug is on its way\.</textarea>", page)
    assert said(ticket, Author.AGENT) == []
    assert press(as_agent, ticket, "reply", body="Both!", seen=seen(page)).status_code == 302


@pytest.mark.parametrize("body", ["", "  ", "x" * 5001, "Dear {order.customer}"])
def test_what_cannot_be_sent_comes_back_with_a_sentence(
    body: str, ticket: Ticket, as_agent: Client
) -> None:
    answer = press(as_agent, ticket, "reply", body=body)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()
    assert not said(ticket, Author.AGENT)


def test_a_note_is_for_colleagues(ticket: Ticket, as_agent: Client) -> None:
    before = mails()
    press(as_agent, ticket, "note", body="Ask the warehouse.", kind="note")
    assert said(ticket, Author.NOTE) == ["Ask the warehouse."]
    assert mails() == before
    assert "Note, for colleagues" in read(as_agent, ticket)


def test_a_note_that_was_refused_is_still_a_note(ticket: Ticket, as_agent: Client) -> None:
    page = press(as_agent, ticket, "note", body="x" * 5001, kind="note").content.decode()
    assert re.search(r'value="note" checked', page)


def test_answering_and_closing_is_one_press(ticket: Ticket, as_agent: Client) -> None:
    answer = press(as_agent, ticket, "reply_close", body="Done.", seen=1)
    assert answer.headers["Location"] == reverse("admin:desk")
    assert again(ticket).status == Status.CLOSED
    assert said(ticket, Author.AGENT) == ["Done."]


def test_a_ticket_is_taken_given_on_and_put_back(
    ticket: Ticket, as_agent: Client, agent: User, owner: User
) -> None:
    for typed, expected in (
        ({"do": "take"}, agent),
        ({"do": "assign", "to": str(owner.pk)}, owner),
        ({"do": "assign", "to": ""}, None),
    ):
        assert as_agent.post(address(ticket), typed).status_code == 302
        assert again(ticket).assignee == expected


def test_what_is_being_written_outlives_the_buttons_beside_it(
    ticket: Ticket, as_agent: Client, agent: User
) -> None:
    page = press(as_agent, ticket, "take", body="Half an ans").content.decode()
    assert "Half an ans</textarea>" in page
    assert again(ticket).assignee == agent
    refused = press(as_agent, ticket, "close", body="Half an ans")
    assert refused.status_code == 409
    assert "Half an ans</textarea>" in refused.content.decode()
    assert again(ticket).status == Status.OPEN


def test_it_is_given_to_colleagues_only(
    ticket: Ticket, as_agent: Client, stranger: User, as_role: Callable[[str], Client]
) -> None:
    as_role("designer")
    designer = User.objects.get(email="designer@anna.example")
    page = read(as_agent, ticket)
    assert not [person for person in (stranger, designer) if str(person) in page]
    for person in (stranger, designer):
        answer = press(as_agent, ticket, "assign", to=str(person.pk))
        assert answer.status_code == 409
        assert "Choose one of your colleagues." in answer.content.decode()
    assert again(ticket).assignee is None


@pytest.mark.parametrize("to", ["9" * 30, "9" * 5_000, "\x00", "-1"])
def test_an_odd_colleague_is_nobody(to: str, ticket: Ticket, as_agent: Client) -> None:
    answer = press(as_agent, ticket, "assign", to=to)
    assert answer.status_code == 409
    assert "Choose one of your colleagues." in answer.content.decode()


def test_what_is_closed_can_be_opened_again(ticket: Ticket, as_agent: Client, agent: User) -> None:
    working.close(ticket, agent)
    assert again(ticket).status == Status.CLOSED
    page = read(as_agent, ticket)
    assert "Reopen" in page
    assert "<textarea" not in page
    press(as_agent, ticket, "reopen")
    assert again(ticket).status == Status.OPEN


def test_two_agents_at_once_do_not_close_past_each_other(
    ticket: Ticket, as_agent: Client, owner: User
) -> None:
    before = seen(read(as_agent, ticket))
    press(signed_in(owner), ticket, "reply", body="I look into it.", seen=before)
    refused = press(as_agent, ticket, "close", seen=before)
    assert refused.status_code == 409
    assert "has answered a moment ago" in refused.content.decode()
    assert again(ticket).status == Status.WAITING


@pytest.mark.parametrize("do", ["", "erase", "reply\x00"])
def test_an_unknown_button_does_nothing(do: str, ticket: Ticket, as_agent: Client) -> None:
    assert press(as_agent, ticket, do).status_code == 400


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 200), ("agent", 200), ("designer", 403), ("auditor", 403)]
)
def test_tickets_are_for_those_who_work_them(
    role: str, status: int, as_role: Callable[[str], Client], ticket: Ticket
) -> None:
    client = as_role(role)
    assert client.get(address(ticket)).status_code == status
    if status == 403:
        assert press(client, ticket, "close").status_code == 403
        assert again(ticket).status == Status.NEW


def test_a_stranger_finds_no_ticket(ticket: Ticket, stranger: User) -> None:
    client = signed_in(stranger)
    assert client.get(address(ticket)).status_code == 404
    assert press(client, ticket, "reply", body="Hi").status_code == 404
    assert said(ticket, Author.AGENT) == []


def test_no_ticket_is_no_page(desk: Shop, as_agent: Client) -> None:
    for number in (4711, 10**12):
        assert as_agent.get(f"{reverse('admin:desk')}{number}/").status_code == 404
