"""Many people and workers at one payment in the same moment: the money moves once.

Everything is done in threads, because only they see the database that threads share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from integrations.demo_shop.models import DemoOrder
from integrations.demo_shop.seed import seed
from integrations.demo_shop.setting_up import connect_demo
from integrations.desk import refunding
from integrations.desk.models import Ticket
from integrations.desk.refunding import Wanted
from integrations.lookups import order_now
from integrations.models import Delivery, State
from integrations.not_possible import NotPossible
from integrations.values import Money
from selfservice.clock import now
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within
from tests.at_once import AtOnce
from tests.integrations.orders import at_once as due_now
from tests.integrations.orders import carried_out, effects, promised, refund

THREADS = 16


class Till:
    """A shop with one order of 687.00 CZK, as many threads see it."""

    def __init__(self, at_once: AtOnce) -> None:
        self.at_once = at_once
        self.read(self._set_up)

    def _set_up(self) -> None:
        self.shop = Shop.objects.create(key="anna", name="Anna's Shop", languages=["en"])
        self.agent = User.objects.create_user("agnes@anna.example")
        connect_demo(self.shop)
        seed(self.shop)
        with within(self.shop):
            # A vendor that looks at nothing.
            DemoOrder.objects.update(captured=10**8)

    def together(self, do: Callable[[int], Any], threads: int = THREADS) -> list[Any]:
        def one(number: int) -> Any:
            with within(self.shop):
                return do(number)

        return self.at_once(threads, one)

    def read(self, do: Callable[[], Any]) -> Any:
        def one(_number: int) -> Any:
            return do()

        return self.at_once(1, one)[0]

    def shop_reads(self, do: Callable[[], Any]) -> Any:
        return self.together(lambda _number: do(), 1)[0]

    def calm_down(self) -> None:
        """What waits for another refund's result is tried again."""
        for each in list(Delivery.objects.filter(kind="refund", state=State.QUEUED)):
            carried_out(due_now(each))

    def given_back(self) -> int:
        order = DemoOrder.objects.get(number="1001")
        return order.refunded


@pytest.fixture
def till(at_once: AtOnce) -> Till:
    return Till(at_once)


def test_many_sessions_ask_and_one_is_given_the_money(till: Till) -> None:
    made = till.together(lambda _n: carried_out(promised(till.shop, "1001", session=uuid4())).state)
    till.shop_reads(till.calm_down)
    assert Counter(made)[State.REFUSED] == THREADS - 1
    assert till.shop_reads(lambda: effects("1001")) == 1
    assert till.shop_reads(till.given_back) == 68700


def test_one_click_sent_many_times_is_one_refund(till: Till) -> None:
    made = till.together(lambda _n: carried_out(promised(till.shop, "1001")).pk)
    assert len(set(made)) == 1
    assert till.shop_reads(lambda: effects("1001")) == 1


def test_many_lawful_parts_stay_within_the_payment(till: Till) -> None:
    """Sixteen times 100.00 of 687.00: six of them fit."""

    def ask(number: int) -> None:
        part = refund(till.shop, "1001", "100", session=uuid4(), seen=f"before {number}")
        carried_out(part)

    till.together(ask)
    till.shop_reads(till.calm_down)
    assert till.shop_reads(till.given_back) == 60000
    assert till.shop_reads(lambda: effects("1001")) == 6


def test_agents_who_looked_at_the_same_moment_make_one_refund(till: Till) -> None:
    def prepared() -> tuple[list[Ticket], str]:
        tickets = [
            Ticket.objects.create(
                shop=till.shop, number=number + 1, subject="Late", case={}, waiting_since=now()
            )
            for number in range(THREADS)
        ]
        return tickets, refunding.left_of(till.shop, read()).seen

    def read() -> Any:
        return order_now(till.shop, "1001").order

    tickets, seen = till.shop_reads(prepared)

    def ask(number: int) -> str:
        wanted = Wanted({}, Money(Decimal(10 + number), "CZK"))
        try:
            refunding.refund(tickets[number], till.agent, read(), wanted, 1, seen)
        except NotPossible:
            return "refused"
        return "asked"

    assert Counter(till.together(ask)) == {"asked": 1, "refused": THREADS - 1}
    assert till.shop_reads(lambda: Delivery.objects.filter(kind="refund").count()) == 1


def test_the_daily_limit_holds_for_refunds_at_once(till: Till) -> None:
    def limited() -> None:
        Shop.objects.filter(pk=till.shop.pk).update(policy={"refund_cap_per_day": 400})

    till.read(limited)
    till.read(till.shop.refresh_from_db)
    till.together(
        lambda number: refund(till.shop, "1001", "100", session=uuid4(), seen=f"before {number}")
    )
    states = till.shop_reads(lambda: Counter(Delivery.objects.values_list("state", flat=True)))
    assert (states[State.QUEUED], states[State.WAITING_APPROVAL]) == (4, THREADS - 4)
