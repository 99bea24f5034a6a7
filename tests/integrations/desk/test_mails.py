"""A ticket's mails: said once, in the shopper's language, and nothing typed in the first one."""

from __future__ import annotations

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from integrations.capabilities import Call
from integrations.desk import links, mails, working
from integrations.desk.models import Author, Message, Status, Ticket
from integrations.desk.opening import open_ticket
from integrations.models import Autonomy, Delivery, Setting, State
from selfservice.tenancy.models import Shop, User
from tests.integrations.desk.conftest import JANE, fresh, opened
from tests.integrations.orders import carried_out


def _mails() -> list[Delivery]:
    return list(Delivery.objects.filter(kind="send_email").order_by("created"))


@pytest.fixture
def refusing(settings: Settings) -> None:
    """A mail server that knows nobody."""
    settings.EMAIL_BACKEND = "tests.integrations.desk.refusing_mail.RefusingBackend"


def test_opening_a_ticket_mails_its_number_and_link(ticket: Ticket) -> None:
    [receipt] = _mails()
    assert carried_out(receipt).state == State.DONE
    [sent] = mail.outbox

    assert sent.to == [JANE]
    assert str(ticket.number) in sent.subject
    assert links.link_to(ticket) in sent.body
    assert sent.message()["Auto-Submitted"] == "auto-generated"
    assert "Reply-To" not in sent.message()


def test_a_receipt_repeats_not_a_word_that_was_typed(demo: Shop) -> None:
    opened(demo, contact="victim@example.com", facts={"answer": {"story": "Buy pills"}})
    [receipt] = _mails()
    told = f"{receipt.arguments['subject']} {receipt.arguments['body']}"

    for typed in ("Order 1001", "broken", "Buy pills", "1001"):
        assert typed not in told.replace(links.link_to(Ticket.objects.get()), "")


def test_one_address_gets_three_receipts_a_day_and_each_ticket_is_kept(demo: Shop) -> None:
    for number in range(5):
        opened(demo, str(number), session="", contact=f" {JANE.upper()}" if number % 2 else JANE)

    assert len(_mails()) == 3
    assert Ticket.objects.count() == 5


@pytest.mark.parametrize("contact", ["", "777 123 456", "no address", "a@b.cz\nBcc: all@x.cz"])
def test_without_an_address_there_is_no_mail(demo: Shop, contact: str, agent: User) -> None:
    ticket = opened(demo, contact=contact)
    working.reply(ticket, agent, "We call you.")

    assert mails.mailbox_of(ticket) == ""
    assert _mails() == []


def test_the_contact_of_the_case_counts_when_the_flow_named_none(demo: Shop) -> None:
    open_ticket(demo, Call("k", {"subject": "Help"}, {"contact": JANE}))

    assert mails.mailbox_of(Ticket.objects.get()) == JANE


def test_later_news_of_a_ticket_sends_no_other_receipt(demo: Shop, ticket: Ticket) -> None:
    opened(demo, "more")

    assert Ticket.objects.count() == 1
    assert len(_mails()) == 1


def test_an_answer_is_mailed_with_its_words_and_the_link(ticket: Ticket, bert: User) -> None:
    sent = _mail_of(working.reply(ticket, bert, "We send another cup. " + "word " * 30))
    body = sent.arguments["body"]

    assert "We send another cup." in body
    assert links.link_to(ticket) in body
    assert body.endswith("\n\nAnna's Shop\n")
    assert bert.email not in body
    assert all(len(line) <= 72 or links.link_to(ticket) in line for line in body.splitlines())


def test_mails_speak_the_shoppers_language(demo: Shop, settings: Settings) -> None:
    czech = opened(demo)
    other = opened(demo, "b", session="", language="tlh")

    assert mails.language_of(czech) == "cs"
    assert mails.language_of(other) == "en"


def test_mails_are_no_promises_of_a_flow(ticket: Ticket, agent: User) -> None:
    working.reply(ticket, agent, "Done.")

    assert {(each.session, each.flow) for each in _mails()} == {(None, "")}


def test_a_mail_is_written_only_with_its_message(
    ticket: Ticket, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("integrations.desk.working.audit.record", fails)
    with pytest.raises(RuntimeError):
        working.reply(ticket, agent, "Done.")

    assert len(_mails()) == 1  # the receipt
    assert Message.objects.filter(author=Author.AGENT).count() == 0


def test_the_state_of_each_mail_stands_beside_its_message(ticket: Ticket, agent: User) -> None:
    note = working.note(ticket, agent, "Not mailed.")
    reply = working.reply(ticket, agent, "Done.")
    opening = Message.objects.filter(ticket=ticket).earliest("at")
    sent = mails.mails_of([opening, note, reply])

    assert set(sent) == {opening.pk, reply.pk}
    assert sent[reply.pk].state == State.QUEUED


def test_a_mail_that_is_refused_is_told_in_its_own_ticket_once(
    ticket: Ticket, agent: User, refusing: None
) -> None:
    sent = _mail_of(working.reply(ticket, agent, "Done."))
    assert carried_out(sent).state == State.REFUSED
    _carry_out_tickets()

    told = Message.objects.filter(ticket=ticket, author=Author.SYSTEM).latest("at")
    assert "refuses this address" in told.body
    assert fresh(ticket).status == Status.OPEN
    assert fresh(ticket).waiting_since == told.at
    assert Ticket.objects.count() == 1
    assert len(_mails()) == 2


def test_a_refused_receipt_makes_no_other_ticket_and_no_other_mail(
    demo: Shop, refusing: None
) -> None:
    opened(demo, session="")
    for _round in range(3):
        for each in Delivery.objects.exclude(state__in=[State.REFUSED, State.DONE]):
            carried_out(each)

    assert Ticket.objects.count() == 1
    assert len(_mails()) == 1


def test_trouble_with_a_closed_tickets_mail_opens_it_again(
    ticket: Ticket, agent: User, refusing: None
) -> None:
    sent = _mail_of(working.reply(ticket, agent, "Done."))
    working.close(ticket, agent)
    carried_out(sent)
    _carry_out_tickets()

    assert fresh(ticket).status == Status.OPEN


def test_a_ticket_is_receipted_even_where_flows_send_no_mail(demo: Shop) -> None:
    Setting.objects.filter(effect="send_email").update(autonomy=Autonomy.OFF)
    opened(demo)
    assert Delivery.objects.get(kind="send_email").state == State.QUEUED


def _mail_of(message: Message) -> Delivery:
    return mails.mails_of([message])[message.pk]


def _carry_out_tickets() -> None:
    for each in Delivery.objects.filter(kind="open_ticket", state=State.QUEUED):
        carried_out(each)
