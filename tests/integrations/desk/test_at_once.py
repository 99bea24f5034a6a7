"""Two people at one ticket in the same moment: both are heard, and nothing happens twice.

Everything is done in threads, because only they see the database that threads share.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from integrations.demo_shop.setting_up import connect_demo
from integrations.desk import working
from integrations.desk.models import Message, Numbering, Status, Ticket
from integrations.models import Delivery
from integrations.not_possible import NotPossible
from selfservice.privacy import audit
from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import within
from tests.at_once import AtOnce
from tests.integrations.desk.conftest import fresh, opened

Do = Callable[[], Any]


class Desk:
    """Anna's desk with one ticket, as many threads see it."""

    def __init__(self, at_once: AtOnce) -> None:
        self.at_once = at_once
        self.alone(self._set_up)

    def _set_up(self) -> None:
        self.shop = Shop.objects.create(key="anna", name="Anna's Shop", languages=["en"])
        self.agents = [User.objects.create_user(f"{name}@anna.example") for name in ("a", "b")]
        with within(self.shop):
            connect_demo(self.shop)
            for each in self.agents:
                Member.objects.create(shop=self.shop, user=each, role=Role.AGENT)
            self.ticket = opened(self.shop)

    def alone(self, do: Do) -> Any:
        return self.at_once(1, lambda _number: do())[0]

    def together(self, *does: Do) -> list[Any]:
        """What each returned, or why it was refused."""

        def one(number: int) -> Any:
            with within(self.shop):
                try:
                    return does[number]()
                except NotPossible as refused:
                    return refused

        return self.at_once(len(does), one)

    def read(self, do: Do) -> Any:
        [answer] = self.together(do)
        return answer

    def now(self) -> Ticket:
        ticket: Ticket = self.read(lambda: fresh(self.ticket))
        return ticket

    def written(self, author: str) -> int:
        count: int = self.read(lambda: Message.objects.filter(author=author).count())
        return count


@pytest.fixture
def desk(at_once: AtOnce) -> Desk:
    return Desk(at_once)


def test_two_agents_answer_and_one_is_told(desk: Desk) -> None:
    agnes, bert = desk.agents
    one, two = desk.now(), desk.now()
    answers = desk.together(
        lambda: working.reply(one, agnes, "On its way.", seen=1),
        lambda: working.reply(two, bert, "We look into it.", seen=1),
    )

    assert {type(each) for each in answers} == {Message, NotPossible}
    assert desk.written("agent") == 1
    mails = desk.read(lambda: Delivery.objects.filter(kind="send_email").count())
    assert mails == 2  # the receipt and one answer


def test_two_agents_take_a_ticket_and_one_has_it(desk: Desk) -> None:
    agnes, bert = desk.agents
    one, two = desk.now(), desk.now()
    taken = desk.together(
        lambda: working.assign(one, agnes, agnes), lambda: working.assign(two, bert, bert)
    )

    assert sum(isinstance(each, NotPossible) for each in taken) == 1
    assert desk.now().assignee_id in {agnes.pk, bert.pk}


def test_a_shopper_who_clicks_four_times_says_it_once(desk: Desk) -> None:
    copies = [desk.now() for _click in range(4)]
    answers = desk.together(
        *(lambda each=each: working.answer(each, "Hello", key="form") for each in copies)
    )

    assert len({each.pk for each in answers}) == 1
    assert desk.written("shopper") == 1


@pytest.mark.parametrize("_turn", range(2))
def test_what_a_shopper_writes_while_it_is_being_closed_is_not_lost(desk: Desk, _turn: int) -> None:
    agnes, _bert = desk.agents
    one, two = desk.now(), desk.now()
    desk.together(lambda: working.close(one, agnes), lambda: working.answer(two, "Wait!"))

    ticket = desk.now()
    assert (ticket.status == Status.CLOSED) == (ticket.waiting_since is None)
    assert desk.written("shopper") == 1


def test_tickets_opened_at_once_have_a_number_each(desk: Desk) -> None:
    desk.together(*(lambda key=key: opened(desk.shop, key, session="") for key in "abcd"))

    numbers = desk.read(lambda: sorted(Ticket.objects.values_list("number", flat=True)))
    assert numbers == [1, 2, 3, 4, 5]
    assert desk.read(lambda: Numbering.objects.get().last) == 5
    assert desk.read(lambda: audit.verify(desk.shop)) is None


@pytest.mark.parametrize("wakes", ["shopper", "agent"])
def test_a_ticket_that_wakes_up_while_another_opens_makes_no_second_one(
    desk: Desk, wakes: str
) -> None:
    agnes, _bert = desk.agents
    closed = desk.now()
    desk.read(lambda: working.close(closed, agnes))
    wake = {
        "shopper": lambda: working.answer(closed, "Wait!"),
        "agent": lambda: working.reopen(closed, agnes),
    }
    desk.together(wake[wakes], lambda: opened(desk.shop, "later"))

    still_open = desk.read(lambda: list(Ticket.objects.exclude(status=Status.CLOSED)))
    assert len(still_open) == 1
