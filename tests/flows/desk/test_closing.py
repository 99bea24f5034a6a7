"""Nobody who waits for an answer is closed away by chance: the agent is asked what they hear."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from integrations.desk import working
from integrations.desk.macros import install
from integrations.desk.models import Author, Status, Ticket
from selfservice.tenancy.models import User
from tests.conftest import signed_in
from tests.flows.desk.conftest import Open
from tests.flows.desk.test_ticket import address, again, mails, press, said


def asking(ticket: Ticket) -> str:
    return reverse("admin:desk_close", args=[ticket.number])


def decide(client: Client, ticket: Ticket, do: str, **typed: Any) -> Any:
    return client.post(asking(ticket), {"do": do, **typed})


def test_closing_an_unanswered_ticket_asks_first(ticket: Ticket, as_agent: Client) -> None:
    answer = press(as_agent, ticket, "close", seen=1)
    assert answer.headers["Location"] == f"{asking(ticket)}?seen=1"
    assert again(ticket).status == Status.NEW
    page = as_agent.get(answer.headers["Location"]).content.decode()
    assert "without telling the shopper?" in page
    assert 'name="seen" value="1"' in page


def test_an_answered_ticket_is_closed_at_once(
    ticket: Ticket, as_agent: Client, agent: User
) -> None:
    working.reply(ticket, agent, "We send a new one.")
    assert press(as_agent, ticket, "close").headers["Location"] == reverse("admin:desk")
    assert again(ticket).status == Status.CLOSED


def test_the_shopper_is_told_in_a_line_and_by_mail(ticket: Ticket, as_agent: Client) -> None:
    before = len(mails())
    decide(as_agent, ticket, "tell", body="The new mug is sent.", seen=1)
    assert again(ticket).status == Status.CLOSED
    assert said(ticket, Author.AGENT) == ["The new mug is sent."]
    assert len(mails()) == before + 1


def test_closing_without_a_word_is_possible_but_said(ticket: Ticket, as_agent: Client) -> None:
    before = mails()
    decide(as_agent, ticket, "silent", seen=1)
    assert again(ticket).status == Status.CLOSED
    assert mails() == before


def test_telling_needs_words(ticket: Ticket, as_agent: Client) -> None:
    refused = decide(as_agent, ticket, "tell", body=" ")
    assert refused.status_code == 409
    assert "There is no text yet." in refused.content.decode()
    assert again(ticket).status == Status.NEW


@pytest.mark.parametrize("do", ["tell", "silent"])
def test_what_came_meanwhile_is_read_before(do: str, ticket: Ticket, as_agent: Client) -> None:
    working.answer(ticket, "Wait, it was the tray!")
    refused = decide(as_agent, ticket, do, body="Done.", seen=1)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Wait, it was the tray!" in page
    assert ">Done.</textarea>" in page
    assert decide(as_agent, ticket, do, body="Done.", seen=2).status_code == 302


def test_a_prepared_answer_helps_without_a_script(opened: Open, as_agent: Client) -> None:
    ticket = opened(language="cs")
    install(ticket.shop)
    page = as_agent.get(asking(ticket)).content.decode()
    assert "data-text=" in page
    macro = ticket.shop.macro_set.get(name="Solved, thank you")
    filled = decide(as_agent, ticket, "macro", macro=macro.pk).content.decode()
    assert "uzavírám" in filled.partition("<textarea")[2].partition("</textarea>")[0]


def test_a_closed_ticket_is_not_asked_about(ticket: Ticket, as_agent: Client, agent: User) -> None:
    working.close(ticket, agent)
    assert as_agent.get(asking(ticket)).headers["Location"] == address(ticket)
    assert decide(as_agent, ticket, "silent").status_code == 409


@pytest.mark.parametrize("do", ["", "erase"])
def test_an_unknown_button_closes_nothing(do: str, ticket: Ticket, as_agent: Client) -> None:
    assert decide(as_agent, ticket, do).status_code == 400
    assert again(ticket).status == Status.NEW


def test_a_stranger_closes_nothing(ticket: Ticket, stranger: User) -> None:
    client = signed_in(stranger)
    assert client.get(asking(ticket)).status_code == 404
    assert decide(client, ticket, "silent").status_code == 404
