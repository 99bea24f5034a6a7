"""The box an agent writes in: prepared answers and facts, with a script and without."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from integrations.desk.macros import install
from integrations.desk.models import Macro, Message, Ticket
from integrations.models import Autonomy, Setting
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


@pytest.mark.parametrize(
    ("contact", "autonomy", "sentence"),
    [
        ("jane@example.com", Autonomy.AUTOMATIC, "Your answer is on its way to the shopper."),
        ("jane@example.com", Autonomy.APPROVE, "The mail waits for approval"),
        ("jane@example.com", Autonomy.OFF, "The mail did not go out: The shop has switched"),
        ("601 222 333", Autonomy.AUTOMATIC, "there is no e-mail address to write to."),
    ],
)
def test_an_answer_is_said_to_be_on_its_way_only_if_it_is(
    contact: str, autonomy: Autonomy, sentence: str, opened: Open, as_agent: Client
) -> None:
    ticket = opened(contact=contact)
    Setting.objects.update_or_create(
        effect="send_email", defaults={"autonomy": autonomy, "shop": ticket.shop}
    )
    for do in ("reply", "reply_close"):
        answer = press(as_agent, ticket, do, body="We send a new one.")
        *_before, said = [str(each) for each in get_messages(answer.wsgi_request)]
        assert sentence in said
