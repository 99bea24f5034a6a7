"""The queue: what waits longest first, in parts, and only for those who work tickets."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from integrations.desk import working
from integrations.desk.models import Ticket
from selfservice.clock import now
from selfservice.tenancy.models import Shop, User
from tests.conftest import signed_in
from tests.flows.desk.conftest import TOLD, Open

QUEUE = reverse("admin:desk")


def shown(client: Client, **asked: Any) -> str:
    answer = client.get(QUEUE, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def subjects(page: str) -> list[str]:
    return re.findall(r'class="d-subject"[^>]*>([^<]+)</a>', page)


def test_what_waits_longest_is_at_the_top(opened: Open, as_agent: Client) -> None:
    for hours, subject in ((30, "Old"), (1, "New"), (5, "Middling")):
        with time_machine.travel(now() - timedelta(hours=hours)):
            opened(subject)
    page = shown(as_agent)
    assert subjects(page) == ["Old", "Middling", "New"]
    urgencies = re.findall(r'class="d-row d-(\w+)"', page)
    assert urgencies == ["hot", "warm", "fresh"]
    assert [">30 h<" in page, ">5 h<" in page, ">1 h<" in page] == [True] * 3


def test_a_line_says_what_an_agent_chooses_by(ticket: Ticket, as_agent: Client) -> None:
    page = shown(as_agent)
    for words in (f"#{ticket.number}", "j***@e***.com", "Order 1003", TOLD, "New", "nobody’s yet"):
        assert words in page
    assert "jane@example.com" not in page


def test_the_last_line_says_who_said_it(ticket: Ticket, as_agent: Client, agent: User) -> None:
    agent.first_name = "Agnes"
    agent.save()
    working.note(ticket, agent, "Ask the warehouse.")
    assert re.search(r"Agnes:</span> Ask the warehouse\.", shown(as_agent))


def test_each_part_has_its_own_tickets_and_their_count(
    opened: Open, as_agent: Client, agent: User, owner: User
) -> None:
    mine, answered, closed, nobodys = (opened(each) for each in ("Mine", "Asked", "Gone", "Free"))
    working.assign(mine, agent, agent)
    working.reply(answered, owner, "Which colour was it?")
    working.close(closed, owner)
    parts = {
        "all": {"Mine", "Asked", "Free"},
        "mine": {"Mine"},
        "unassigned": {nobodys.subject},
        "waiting": {"Asked"},
        "closed": {"Gone"},
    }
    page = shown(as_agent)
    for which, expected in parts.items():
        assert set(subjects(shown(as_agent, which=which))) == expected
        assert re.search(rf'which={which}"[^>]*>[^<]+<span class="d-count">{len(expected)}<', page)


def test_a_ticket_is_found_by_its_number_or_its_subject(opened: Open, as_agent: Client) -> None:
    tickets = [opened(f"{what} broke") for what in ("Mug", "Teapot", "Tray")]
    assert subjects(shown(as_agent, q=f"#{tickets[1].number}")) == ["Teapot broke"]
    assert subjects(shown(as_agent, q="TRAY")) == ["Tray broke"]
    page = shown(as_agent, q="jane@example.com")
    assert subjects(page) == []
    assert "cannot be searched" in page


@pytest.mark.parametrize("odd", ["\x00", "9" * 90, "%", "'; --", "#"])
def test_an_odd_search_is_only_a_search(odd: str, ticket: Ticket, as_agent: Client) -> None:
    shown(as_agent, q=odd, page="none", which="none")


def test_an_empty_queue_is_pleasant(desk: Shop, as_agent: Client) -> None:
    assert "Nobody is waiting." in shown(as_agent)
    assert "Nothing is assigned to you" in shown(as_agent, which="mine")


def test_too_much_for_a_page_goes_on_the_next(opened: Open, as_agent: Client) -> None:
    for number in range(27):
        opened(f"Case {number}")
    assert len(subjects(shown(as_agent))) == 25
    second = shown(as_agent, page=2)
    assert len(subjects(second)) == 2
    assert "Page 2 of 2" in second


def test_the_cost_does_not_grow_with_the_queue(opened: Open, as_agent: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(as_agent)
        return len(captured)

    opened()
    shown(as_agent)
    few = statements()
    for number in range(20):
        opened(f"Case {number}")
    assert statements() == few


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 200), ("agent", 200), ("designer", 403), ("auditor", 403)]
)
def test_the_queue_is_for_those_who_work_tickets(
    role: str, status: int, as_role: Callable[[str], Client], desk: Shop
) -> None:
    assert as_role(role).get(QUEUE).status_code == status


def test_a_stranger_has_another_queue(ticket: Ticket, stranger: User) -> None:
    assert subjects(shown(signed_in(stranger))) == []


def test_a_superuser_works_in_every_shop(ticket: Ticket) -> None:
    root = User.objects.create_superuser("root@x.example", "x" * 20)
    assert subjects(shown(signed_in(root))) == [ticket.subject]


def test_nobody_is_let_in_without_signing_in(ticket: Ticket) -> None:
    answer = Client().get(QUEUE)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
        302,
        reverse("admin:login"),
    )


def test_the_queue_is_also_reached_from_the_menu_and_the_first_page(
    ticket: Ticket, as_agent: Client
) -> None:
    page = as_agent.get(reverse("admin:index")).content.decode()
    assert page.count(f'href="{QUEUE}"') >= 2
