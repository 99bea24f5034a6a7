"""The box an agent writes in: prepared answers and facts, with a script and without."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from flows.desk.closing import how_it_goes
from integrations.desk.macros import install
from integrations.desk.mails import mails_of
from integrations.desk.models import Macro, Message, Ticket
from integrations.models import Autonomy, Delivery, Setting, State
from tests.flows.desk.conftest import Open
from tests.flows.desk.test_ticket import press, read


def test_facts_to_insert_are_offered_once_and_no_ids_among_them(
    opened: Open, as_agent: Client
) -> None:
    ticket = opened()
    ticket.case["facts"]["order"] = {"number": "1003", "carrier": "Packeta"}
    ticket.case["facts"]["answer"] |= {"what": "damaged", "photo": ["5e551000"]}
    ticket.save()
    offered = re.findall(r'data-insert="([^"]*)"', read(as_agent, ticket))
    assert {"1003", "Packeta", "jane@example.com"} <= set(offered)
    assert len(offered) == len(set(offered))
    assert not {"damaged", "5e551000"} & set(offered)


def test_prepared_answers_are_in_the_shoppers_language(opened: Open, as_agent: Client) -> None:
    ticket = opened(language="cs")
    install(ticket.shop)
    offered = re.findall(r'data-text="([^"]*)"', html.unescape(read(as_agent, ticket)))
    assert len(offered) == 7
    assert all("Dobrý den" in each for each in offered)
    assert not any("{ticket.number}" in each for each in offered)


def test_without_a_script_a_prepared_answer_goes_below_the_text(
    ticket: Ticket, as_agent: Client
) -> None:
    macro = Macro.objects.create(
        shop=ticket.shop, name="Bye", texts={"en": "Yours, case {ticket.number}"}
    )
    answer = press(as_agent, ticket, "macro", macro=str(macro.pk), body="Hello,")
    text = re.search(r"<textarea[^>]*>([^<]*)</textarea>", answer.content.decode())
    assert text
    assert text[1] == f"Hello,\n\nYours, case {ticket.number}"
    assert not Message.objects.filter(ticket=ticket, author="agent").exists()


def test_a_prepared_answer_that_is_gone_leaves_the_text(ticket: Ticket, as_agent: Client) -> None:
    page = press(as_agent, ticket, "macro", macro="4711", body="Hello,").content.decode()
    assert ">Hello,</textarea>" in page


@pytest.mark.parametrize("autonomy", Autonomy)
def test_an_answer_is_on_its_way_whatever_the_shop_lets_its_flows_mail(
    autonomy: Autonomy, ticket: Ticket, as_agent: Client
) -> None:
    Setting.objects.update_or_create(
        effect="send_email", defaults={"autonomy": autonomy, "shop": ticket.shop}
    )
    for do in ("reply", "reply_close"):
        assert "Your answer is on its way to the shopper." in _said(ticket, as_agent, do)


def test_an_answer_that_no_address_takes_is_said_to_be_kept(opened: Open, as_agent: Client) -> None:
    ticket = opened(contact="601 222 333")
    for do in ("reply", "reply_close"):
        assert "there is no e-mail address to write to." in _said(ticket, as_agent, do)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.WAITING_APPROVAL, "The mail waits for approval"),
        (State.REFUSED, "The mail did not go out: No such mailbox."),
    ],
)
def test_an_answer_whose_mail_does_not_leave_is_not_said_to_be_on_its_way(
    state: State, sentence: str, ticket: Ticket, as_agent: Client
) -> None:
    _said(ticket, as_agent, "reply")
    answer = Message.objects.get(ticket=ticket, author="agent")
    Delivery.objects.filter(pk=mails_of([answer])[answer.pk].pk).update(
        state=state, reason="No such mailbox."
    )
    assert how_it_goes(answer) == sentence


def _said(ticket: Ticket, agent: Client, do: str) -> str:
    answer = press(agent, ticket, do, body="We send a new one.")
    *_before, said = [str(each) for each in get_messages(answer.wsgi_request)]
    return said
