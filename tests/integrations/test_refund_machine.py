"""Whatever happens in whatever order, the vendor's ledger never shows too much money given back."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from integrations import decisions, failpoints
from integrations.amounts import told_line
from integrations.delivery.sweep import Sweep
from integrations.demo_shop.models import DemoEffect, DemoLine, DemoOrder, Fault
from integrations.desk import refunding
from integrations.desk.models import Ticket
from integrations.desk.refunding import Wanted
from integrations.lookups import order_now
from integrations.models import Autonomy, Connection, Delivery, Setting, State
from integrations.not_possible import NotPossible
from integrations.values import Money
from selfservice.clock import now
from selfservice.tenancy.models import Shop, User
from tests.integrations.orders import at_once, cancel, carried_out, promised

ORDERS = ("1001", "1030")  # each with two pieces of one line, and one of another
SESSIONS = tuple(uuid5(UUID(int=0), str(number)) for number in range(3))
SKUS = ("MUG", "TEA", "TRAY")
# A line by its id alone is all its pieces. Lines that the order does not have, that are there twice
# or ask for too many are among them.
LINE = st.one_of(
    st.sampled_from(SKUS),
    st.builds(
        lambda sku, count: {"id": sku, "quantity": count},
        st.sampled_from(("MUG", *SKUS)),
        st.integers(1, 3),
    ),
)
LINES = st.one_of(st.none(), st.lists(LINE, max_size=3))
POINTS = sorted(failpoints.POINTS - {"accept.written", "accept.committed", "report.received"})
UNHAPPENED = (State.WAITING_APPROVAL, State.REFUSED, State.CANCELLED)


class Killed(BaseException):
    """The process is gone: nothing of ours catches this."""


class Refunds(RuleBasedStateMachine):
    """Shoppers, agents, approvals, vendors that go silent and workers that die, on two orders."""

    shop: Shop
    agent: User

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        # A vendor that looks at nothing: what is kept within bounds is kept by us.
        DemoOrder.objects.update(captured=10**8)
        self.ticket = Ticket.objects.create(
            shop=self.shop, number=1, subject="Complaint", case={}, waiting_since=now()
        )

    def teardown(self) -> None:
        try:
            self.calm_down()
            self.nothing_is_given_back_twice()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @rule(order=st.sampled_from(ORDERS), session=st.sampled_from(SESSIONS))
    def a_shopper_cancels(self, order: str, session: UUID) -> None:
        cancel(self.shop, order, session=session)

    @rule(
        order=st.sampled_from(ORDERS),
        session=st.sampled_from(SESSIONS),
        lines=LINES,
        visit=st.integers(1, 3),
    )
    def a_flow_promises(
        self, order: str, session: UUID, lines: list[Any] | None, visit: int
    ) -> None:
        given = {} if lines is None else {"lines": lines}
        first = promised(self.shop, order, session=session, visit=visit, **given)
        again = promised(self.shop, order, session=session, visit=visit, **given)
        assert again.pk == first.pk

    @rule(
        order=st.sampled_from(ORDERS),
        session=st.sampled_from(SESSIONS),
        sku=st.sampled_from(SKUS),
        counts=st.lists(st.integers(1, 2), min_size=2, max_size=3),
    )
    def pieces_are_given_back_one_after_another(
        self, order: str, session: UUID, sku: str, counts: list[int]
    ) -> None:
        for visit, count in enumerate(counts, start=4):
            lines = [{"id": sku, "quantity": count}]
            carried_out(promised(self.shop, order, session=session, visit=visit, lines=lines))

    @rule(
        order=st.sampled_from(ORDERS),
        other=st.sampled_from(["0", "50", "400"]),
        pieces=st.dictionaries(st.sampled_from(SKUS), st.integers(1, 3), max_size=2),
    )
    def an_agent_refunds(self, order: str, other: str, pieces: dict[str, int]) -> None:
        found = order_now(self.shop, order).order
        assert found is not None
        seen = refunding.left_of(self.shop, found).seen
        wanted = Wanted(pieces, Money(Decimal(other), "CZK"))
        with contextlib.suppress(NotPossible):
            refunding.refund(self.ticket, self.agent, found, wanted, 1, seen)

    @rule(autonomy=st.sampled_from([Autonomy.AUTOMATIC, Autonomy.APPROVE]))
    def the_owner_decides_how_far(self, autonomy: Autonomy) -> None:
        Setting.objects.filter(effect="refund").update(autonomy=autonomy)

    @rule(pick=st.integers(0, 20), yes=st.booleans())
    def a_person_decides(self, pick: int, yes: bool) -> None:
        waiting = Delivery.objects.filter(state=State.WAITING_APPROVAL).order_by("pk")
        if not waiting:
            return
        delivery = waiting[pick % len(waiting)]
        if yes:
            decisions.approve(delivery, self.agent)
        else:
            decisions.reject(delivery, self.agent, "No")

    @rule(order=st.sampled_from(ORDERS), fault=st.sampled_from(Fault.values))
    def the_vendor_is_in_trouble(self, order: str, fault: str) -> None:
        if fault != Fault.SLOW:
            DemoOrder.objects.filter(number=order).update(fault=fault, fault_left=1)

    @rule(pick=st.integers(0, 20))
    def a_worker_works(self, pick: int) -> None:
        delivery = self._picked(pick)
        if delivery is not None:
            carried_out(at_once(delivery))

    @rule(pick=st.integers(0, 20), point=st.sampled_from(POINTS))
    def a_worker_dies(self, pick: int, point: str) -> None:
        delivery = self._picked(pick)
        if delivery is None:
            return
        with override_settings(FAILPOINT=point), contextlib.suppress(Killed):
            carried_out(at_once(delivery))
        self._sweep()

    @invariant()
    def nothing_is_given_back_twice(self) -> None:
        for order in DemoOrder.objects.filter(number__in=ORDERS):
            made = DemoEffect.objects.filter(order=order, verb="refund")
            bought = sum(each.price * each.quantity for each in order.lines.all())
            assert sum(each.amount for each in made) == order.refunded <= bought
            assert max(Counter(each.key for each in made).values(), default=0) <= 1
            self._no_more_pieces_than_bought(order, {each.key for each in made})

    @invariant()
    def what_is_told_is_what_happened(self) -> None:
        happened = set(DemoEffect.objects.values_list("key", flat=True))
        for delivery in Delivery.objects.filter(kind="refund"):
            assert delivery.state != State.DONE or delivery.key in happened
            assert delivery.state not in UNHAPPENED or delivery.key not in happened

    def calm_down(self) -> None:
        """Everything that can go on by itself does."""
        DemoOrder.objects.update(fault=Fault.NONE)
        for _round in range(6):
            self._sweep()
            for each in Delivery.objects.filter(state__in=[State.QUEUED, State.CHECKING]):
                carried_out(at_once(each))
        moving = Delivery.objects.filter(kind__in=["refund", "cancel_order"], state__in=["running"])
        assert not moving.exists()

    def _no_more_pieces_than_bought(self, order: DemoOrder, keys: set[str]) -> None:
        lines = {each.sku: each for each in DemoLine.objects.filter(order=order)}
        given: Counter[str] = Counter()
        for delivery in Delivery.objects.filter(key__in=keys):
            pieces = dict(map(told_line, delivery.arguments.get("lines") or ()))
            given.update(pieces)
            worth = sum(lines[sku].price * count for sku, count in pieces.items())
            assert not (delivery.flow and pieces) or delivery.amount == Decimal(worth) / 100
        assert given.keys() <= lines.keys()
        assert all(given[sku] <= line.quantity for sku, line in lines.items())

    def _picked(self, pick: int) -> Delivery | None:
        moving = Delivery.objects.filter(
            kind__in=["refund", "cancel_order"], state__in=[State.QUEUED, State.CHECKING]
        ).order_by("pk")
        return moving[pick % len(moving)] if moving else None

    def _sweep(self) -> None:
        Delivery.objects.filter(lease_until__isnull=False).update(
            lease_until=timezone.now() - timedelta(minutes=1)
        )
        Sweep(lambda _delivery_id: None).once()


def _die(_process: int, _signal: int) -> None:
    raise Killed


@pytest.mark.parametrize("idempotency", ["native", "lookup", "none"])
def test_money_is_given_back_at_most_once(
    demo: Shop, agent: User, vendor: Connection, idempotency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor.settings = {"idempotency": idempotency}
    vendor.save()
    deadly = SimpleNamespace(kill=_die, getpid=os.getpid)
    monkeypatch.setattr(failpoints, "os", deadly)
    machine = type("Machine", (Refunds,), {"shop": demo, "agent": agent})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=6,
            stateful_step_count=14,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
