"""What was done in a case can be named in an answer, whoever asked for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from integrations import outbox
from integrations.desk import acting, macros
from integrations.desk.done import done_in
from integrations.desk.models import Ticket
from integrations.models import Autonomy, Setting
from selfservice.tenancy.models import Shop, User
from tests.integrations.desk.conftest import SESSION
from tests.integrations.orders import carried_out, request


def _refunded(shop: Shop, ticket: Ticket, amount: str, seen: str) -> None:
    """As an agent gives it back from the ticket."""
    arguments: dict[str, Any] = {"order": "1003", "amount": amount, "currency": "CZK"}
    asked = outbox.Request(
        session=ticket.session,
        flow="",
        step=acting.step_of(ticket),
        visit=1,
        effect=f"refund:{seen}",
        kind="refund",
        arguments=arguments,
        seen=seen,
    )
    carried_out(outbox.put(shop, asked))


def test_nothing_done_is_no_fact(ticket: Ticket) -> None:
    assert done_in(ticket) == {}


def test_refunds_are_told_together_with_the_last_reference(demo: Shop, ticket: Ticket) -> None:
    Setting.objects.filter(effect="refund").update(autonomy=Autonomy.AUTOMATIC)
    for amount, seen in (("100.00", "a"), ("50.00", "b")):
        _refunded(demo, ticket, amount, seen)

    refund = done_in(ticket)["refund"]
    assert refund["amount"] == {"amount": "150.00", "currency": "CZK"}
    assert refund["reference"].startswith("REFUND-")
    assert set(refund) == {"reference", "day", "amount"}


def test_what_the_flow_did_is_told_and_offered(demo: Shop, ticket: Ticket, bert: User) -> None:
    carried_out(outbox.put(demo, request("cancel_order", UUID(SESSION), order="1001")))

    facts = macros.facts_of(ticket, bert)
    assert set(facts["cancellation"]) == {"reference", "day"}
    offered = {chip.label for chip in macros.chips(facts)}
    assert {"Cancelled on", "Days until the money is back"} <= offered


def test_what_waits_or_was_refused_is_not_told_as_done(demo: Shop, ticket: Ticket) -> None:
    Setting.objects.filter(effect="cancel_order").update(autonomy=Autonomy.OFF)
    outbox.put(demo, request("cancel_order", UUID(SESSION), order="1001"))

    assert done_in(ticket) == {}
