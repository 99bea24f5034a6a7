"""Erasing what tells about a person loses nothing that keeps money from moving twice."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import override_settings

from integrations import erasing, outbox
from integrations.demo_shop.models import DemoOrder
from integrations.desk import refunding, working
from integrations.desk.models import Ticket
from integrations.desk.refunding import Wanted
from integrations.lookups import order_now
from integrations.models import Attempt, Delivery, State
from integrations.values import Money
from selfservice.clock import now
from selfservice.tenancy.models import Shop, User
from tests.integrations.conftest import SESSION
from tests.integrations.orders import again, carried_out, promised

MUG = {"id": "MUG", "quantity": 1}


@pytest.fixture
def by_agent(demo: Shop, agent: User) -> Delivery:
    """An agent's refund in the shopper's case."""
    ticket = Ticket.objects.create(
        shop=demo, number=1, subject="Complaint", session=SESSION, waiting_since=now()
    )
    order = order_now(demo, "1001").order
    assert order is not None
    wanted = Wanted({}, Money(Decimal(687), "CZK"))
    seen = refunding.left_of(demo, order).seen
    return refunding.refund(ticket, agent, order, wanted, 1, seen)


def test_an_agents_refund_that_got_stuck_is_under_way(by_agent: Delivery) -> None:
    Delivery.objects.filter(pk=by_agent.pk).update(state=State.STUCK)
    assert [each.pk for each in erasing.under_way(SESSION)] == [by_agent.pk]


def test_money_that_may_have_moved_is_never_called_off(by_agent: Delivery, demo: Shop) -> None:
    Delivery.objects.filter(pk=by_agent.pk).update(state=State.STUCK, amount="687.00")
    erasing.mask(SESSION)
    assert again(by_agent).state == State.STUCK
    assert carried_out(promised(demo, "1001", session=uuid4())).state == State.REFUSED


def test_a_mail_that_got_stuck_is_called_off(demo: Shop) -> None:
    arguments = {"to": "jane@example.com", "subject": "Your code", "body": "ABCD 2345"}
    mail = outbox.put(demo, outbox.Request(SESSION, "", "", 1, "code-1", "send_email", arguments))
    Delivery.objects.filter(pk=mail.pk).update(state=State.STUCK)
    assert erasing.under_way(SESSION) == []
    erasing.mask(SESSION)
    assert (again(mail).state, again(mail).arguments) == (State.CANCELLED, {})


def test_pieces_that_were_refunded_stay_refunded(demo: Shop) -> None:
    # A vendor that looks at nothing: what is kept within bounds is kept by us.
    DemoOrder.objects.update(captured=10**8)
    assert carried_out(promised(demo, "1001", lines=["TEA"])).state == State.DONE
    erasing.mask(SESSION)
    second = carried_out(promised(demo, "1001", session=uuid4(), lines=["TEA", MUG]))
    assert (second.state, second.reason) == (State.REFUSED, "These items were refunded before.")


def test_words_about_a_person_leave_the_calls_and_the_reason(demo: Shop) -> None:
    done = carried_out(promised(demo, "1001", lines=["TEA"]))
    Delivery.objects.filter(pk=done.pk).update(reason="Jane called")
    Attempt.objects.filter(delivery=done).update(sentence="Jane Doe is unknown")
    erasing.mask(SESSION)
    row, call = again(done), Attempt.objects.get(delivery=done)
    assert (row.reason, row.context, call.sentence) == ("", {}, "")
    assert set(row.arguments) <= {"order", "amount", "currency", "lines"}
    assert set(row.result) == {"reference"}
    assert call.outcome == "done"
    assert call.finished is not None
    assert row.masked is not None


def test_a_tickets_mails_are_its_own(by_agent: Delivery, demo: Shop, agent: User) -> None:
    ticket = Ticket.objects.select_related("shop").get()
    ticket.contact = "jane@example.com"
    ticket.save()
    working.reply(ticket, agent, "We have sent the money.")
    mail = Delivery.objects.get(kind="send_email")
    assert {each.pk for each in erasing.deliveries_of(None, [ticket.pk])} == {by_agent.pk, mail.pk}
    Delivery.objects.update(state=State.DONE)
    erasing.mask(None, [ticket.pk])
    assert again(mail).arguments == {}
    assert again(by_agent).arguments["order"] == "1001"


def test_what_its_key_is_lost_for_waits_for_the_key(
    demo: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    done = carried_out(promised(demo, "1001", lines=["TEA"]))
    with override_settings(FIELD_KEYS={"other": b"0" * 32}):
        assert erasing.mask_over(Delivery.objects.all()) == 0
    assert str(done.pk) in caplog.text
    assert erasing.mask_over(Delivery.objects.all()) == 1
    assert erasing.mask_over(Delivery.objects.all()) == 0
