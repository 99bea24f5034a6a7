"""Mail to an address that a shopper typed: rare, and with nothing in it that reads as a letter."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from flows import runtime
from flows.passage import Passage
from flows.ready_made import available
from flows.runtime.errors import Invalid
from integrations.demo_shop.models import DemoOrder
from integrations.desk.models import Ticket
from integrations.models import Connection, Delivery, State
from selfservice.tenancy.models import Shop
from tests.flows.conftest import CANCEL, publish
from tests.flows.runtime.steps import asked, at_proof, mailed_code
from tests.integrations.orders import carried_out

VICTIM = "victim@gmail.com"


@pytest.fixture
def unread(in_demo: Shop) -> Shop:
    """The ready-made returns, in a shop whose orders cannot be read now."""
    Connection.objects.filter(connector="demo").delete()
    from_starter(in_demo)
    return in_demo


def from_starter(shop: Shop) -> None:
    (document,) = (each.document for each in available() if each.key == "return")
    publish(shop, "return", document.model_dump(mode="json", exclude_none=True))


def declared(shop: Shop, email: str = VICTIM, number: str = "1001") -> Passage:
    """A withdrawal that is declared while the order cannot be read."""
    passage, _token = runtime.start(shop, "return")
    runtime.answer(passage, "ask_order", values={"number": number, "email": email})
    return runtime.answer(passage, "lookup_failed", "declare")


def mails(state: State = State.QUEUED) -> list[Delivery]:
    return list(Delivery.objects.filter(kind="send_email", state=state).order_by("created"))


def work_off() -> None:
    for _round in range(4):
        for each in Delivery.objects.filter(state=State.QUEUED).exclude(kind="send_email"):
            carried_out(each)


def test_an_honest_shopper_gets_the_receipt_of_the_withdrawal(unread: Shop) -> None:
    declared(unread)
    [receipt] = mails()
    assert receipt.arguments["to"] == VICTIM
    assert "order 1001" in receipt.arguments["body"]


def test_a_mailbox_gets_three_mails_a_day_from_flows_and_tickets_together(unread: Shop) -> None:
    for number in range(8):
        declared(unread, f"Vic.tim+{number}@gmail.com" if number % 2 else VICTIM)
        work_off()
    assert len(mails()) == 3
    assert Ticket.objects.count() == 8


def test_a_person_is_told_in_the_ticket_that_no_receipt_went_out(unread: Shop) -> None:
    for _each in range(4):
        declared(unread)
    work_off()
    [refused] = mails(State.REFUSED)
    ticket = Ticket.objects.get(session=refused.session)
    assert any(refused.reason in each.body for each in ticket.messages.all())
    assert not Delivery.objects.filter(state=State.QUEUED).exclude(kind="send_email").exists()


def mailing(to: dict[str, Any], step: str) -> dict[str, Any]:
    """The usual flow, which mails `to` when it ends at `step`."""
    document = deepcopy(CANCEL)
    words = {"subject": {"text": {"en": "s"}}, "body": {"text": {"en": "b"}}}
    mail = {"id": "mail", "kind": "send_email", "arguments": {"to": to, **words}}
    document["steps"][step]["effects"] = [mail]
    return document


def test_the_shops_own_address_is_mailed_as_often_as_the_flow_says(in_demo: Shop) -> None:
    publish(in_demo, "cancel", mailing({"text": {"en": "stock@example.com"}}, "kept"))
    for _each in range(5):
        passage, _token = runtime.start(in_demo)
        values = {"number": "1001", "email": "jane@example.com"}
        runtime.answer(passage, "which", values=values)
        runtime.answer(passage, "sure", "no")
    assert len(mails()) == 5


@pytest.mark.parametrize(
    ("fact", "trusted"), [("order.email", True), ("answer.email", True), ("answer.other", False)]
)
def test_the_proven_orders_own_address_is_trusted(
    in_demo: Shop, monkeypatch: pytest.MonkeyPatch, fact: str, trusted: bool
) -> None:
    monkeypatch.setattr("integrations.unproven.TO_A_MAILBOX", 0)
    document = mailing({"fact": fact}, "cancel")
    document["steps"]["prove"]["exits"]["proven"] = "kept"
    document["steps"]["kept"]["effects"] = document["steps"]["cancel"].pop("effects")
    other = {"name": "other", "type": "email", "label": {"en": "O"}, "purpose": {"en": "O"}}
    document["steps"]["which"]["fields"].append(other | {"required": False})
    publish(in_demo, "cancel", document)

    passage, _token = runtime.start(in_demo)
    values = {"number": "1001", "email": "jane@example.com", "other": VICTIM}
    runtime.answer(passage, "which", values=values)
    runtime.answer(passage, "sure", "yes")
    runtime.answer(passage, "prove", values={"code": mailed_code(passage)})
    [mail] = Delivery.objects.filter(effect="mail")
    assert (mail.state == State.QUEUED) is trusted


def test_a_code_to_the_orders_own_address_is_not_counted(
    in_demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.unproven.TO_A_MAILBOX", 0)
    at_proof(in_demo)
    assert len(mails()) == 1


@pytest.mark.parametrize(
    "number",
    [
        "Win cash at evil.com/x",
        "evil.com",
        "Call 900123456 right now",
        "a" * 25,
        "//evil",
        "1.2.3.4",
    ],
)
def test_no_letter_is_smuggled_in_as_an_order_number(unread: Shop, number: str) -> None:
    with pytest.raises(Invalid, match=r"your confirmation|at most 24"):
        declared(unread, number=number)


@pytest.mark.parametrize(
    "number",
    ["1001", "#1001", "# 1001", "2024/00123", "OB-2024.123", "XKJABCDEF", "302-1234567-1234567"],
)
def test_real_order_numbers_are_taken(unread: Shop, number: str) -> None:
    declared(unread, number=number)
    assert number in mails()[0].arguments["subject"]


def test_codes_to_one_mailbox_are_counted_together_however_it_is_written(
    in_demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.runtime.proving.CODES_A_DAY", 1)
    for number, email in (("1001", "v.i.c@gmail.com"), ("1002", "vic+2@gmail.com")):
        order = DemoOrder.objects.get(number=number)
        order.customer, order.status = {"name": "Vic", "email": email}, "processing"
        order.save()
        runtime.answer(asked(in_demo, number, email), "sure", "yes")
    assert len(mails()) == 1


def test_a_code_that_was_used_does_not_count_for_the_day(
    in_demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.runtime.proving.CODES_A_DAY", 1)
    first = at_proof(in_demo)
    runtime.answer(first, "prove", values={"code": mailed_code(first)})
    at_proof(in_demo, "1014")
    at_proof(in_demo, "1030")
    assert len(mails()) == 2
