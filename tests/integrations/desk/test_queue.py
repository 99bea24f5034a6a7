"""The queue: who waits longest stands first."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from integrations.desk import working
from integrations.desk.models import Ticket
from integrations.desk.queue import counts, queue
from selfservice import clock
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within
from tests.integrations.desk.conftest import opened

HOUR = timedelta(hours=1)


@pytest.fixture
def tickets(demo: Shop, agent: User, bert: User) -> dict[str, Ticket]:
    """Opened an hour apart: a is answered first, b is Bert's, c is closed, d is nobody's."""
    made: dict[str, Ticket] = {}
    start = clock.now() - 10 * HOUR
    with time_machine.travel(start, tick=False) as time:
        for key in "abcde":
            made[key] = opened(demo, key, session="")
            time.shift(HOUR)
        working.reply(made["e"], agent, "Which size?")
        time.shift(HOUR)
        working.reply(made["a"], agent, "On its way.")
        working.assign(made["b"], bert, agent)
        working.close(made["c"], agent)
    return made


def _keys(tickets: dict[str, Ticket], which: str, user: User) -> str:
    named = {ticket.pk: key for key, ticket in tickets.items()}
    return "".join(named[each.pk] for each in queue(which, user))


@pytest.mark.parametrize(
    ("which", "keys"),
    [
        ("all", "bdea"),
        ("mine", "ea"),
        ("unassigned", "d"),
        ("waiting", "ea"),
        ("closed", "c"),
        ("no such part", "bdea"),
    ],
)
def test_each_part_has_its_own_in_order(
    tickets: dict[str, Ticket], agent: User, which: str, keys: str
) -> None:
    assert _keys(tickets, which, agent) == keys


def test_an_answer_of_the_shopper_brings_a_ticket_back_to_those_who_wait(
    tickets: dict[str, Ticket], agent: User
) -> None:
    working.answer(tickets["a"], "It did not come.")

    assert _keys(tickets, "all", agent) == "bdae"


def test_the_counts_are_those_of_the_parts_in_one_statement(
    tickets: dict[str, Ticket], agent: User, bert: User, django_assert_num_queries: object
) -> None:
    assert counts(agent) == {"all": 4, "mine": 2, "unassigned": 1, "waiting": 2, "closed": 1}
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert counts(bert)["mine"] == 1


def test_another_shops_tickets_are_in_no_part(
    tickets: dict[str, Ticket], other_shop: Shop, agent: User
) -> None:
    with within(other_shop):
        assert set(counts(agent).values()) == {0}
        assert not queue("all", agent).exists()
