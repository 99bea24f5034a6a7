"""From one ticket to the next: along the queue, and on to who waits longest after closing."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from integrations.desk import working
from integrations.desk.models import Ticket
from selfservice.tenancy.models import User
from tests.flows.desk.conftest import Open
from tests.flows.desk.test_closing import decide
from tests.flows.desk.test_ticket import address, press, read

LINK = re.compile(r'data-key="([jk])" href="([^"]+)"')


@pytest.fixture
def three(opened: Open) -> list[Ticket]:
    """In the order in which they wait."""
    return [opened(subject) for subject in ("First", "Second", "Third")]


def ways(client: Client, ticket: Ticket) -> dict[str, str]:
    return dict(LINK.findall(read(client, ticket)))


def test_the_queue_is_walked_from_ticket_to_ticket(three: list[Ticket], as_agent: Client) -> None:
    first, second, third = three
    assert ways(as_agent, first) == {"j": address(second)}
    assert ways(as_agent, second) == {"j": address(third), "k": address(first)}
    assert ways(as_agent, third) == {"j": address(first), "k": address(second)}


def test_a_colleagues_ticket_is_passed_over(
    three: list[Ticket], as_agent: Client, owner: User
) -> None:
    first, second, third = three
    working.assign(second, owner, owner)
    assert ways(as_agent, first) == {"j": address(third)}
    assert ways(as_agent, third) == {"k": address(first)}


def test_from_an_answered_ticket_one_goes_to_who_waits_longest(
    three: list[Ticket], as_agent: Client, agent: User
) -> None:
    first, _second, third = three
    working.reply(third, agent, "Done.")
    assert ways(as_agent, third) == {"j": address(first)}


@pytest.mark.parametrize("do", ["reply_close", "tell", "silent"])
def test_after_closing_the_next_one_is_there_with_a_way_back(
    do: str, three: list[Ticket], as_agent: Client
) -> None:
    first, second, _third = three
    act = press if do == "reply_close" else decide
    answer = act(as_agent, second, do, body="Done.")
    assert answer.headers["Location"] == f"{address(first)}#desk"
    page = read(as_agent, first)
    assert "This is the next one that waits." in page
    assert f'href="{address(second)}">Back to #{second.number}</a>' in page


def test_when_nobody_waits_the_queue_says_so(ticket: Ticket, as_agent: Client) -> None:
    answer = press(as_agent, ticket, "reply_close", body="Done.")
    assert answer.headers["Location"] == reverse("admin:desk")
    page = as_agent.get(answer.headers["Location"]).content.decode()
    assert f'href="{address(ticket)}">Back to #{ticket.number}</a>' in page
    assert "Nobody is waiting." in page


def test_nothing_said_on_the_way_is_markup(opened: Open, as_agent: Client) -> None:
    opened("<b>Next</b>")
    press(as_agent, opened("One"), "reply_close", body="Done.")
    assert "<b>Next</b>" not in read(as_agent, Ticket.objects.get(subject="<b>Next</b>"))
