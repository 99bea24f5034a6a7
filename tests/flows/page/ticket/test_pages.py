"""The shopper's page of a ticket: what it shows, to whom, and how it is kept private."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from integrations import outbox
from integrations.desk import acting, links, working
from integrations.desk.models import Message, Ticket
from integrations.lookups import order_now
from selfservice import clock
from selfservice.files.taking import take
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within
from tests.flows.page.ticket.shopper import Shopper, fresh, opened, photo

HOSTILE = "<script>alert(1)</script> javascript:alert(1) \" onload='x'"


def test_it_shows_where_the_request_stands_and_what_was_said(
    shopper: Shopper, ticket: Ticket, agent: User
) -> None:
    agent.first_name = "Agnes"
    working.reply(ticket, agent, "We send you another one.")
    working.note(ticket, agent, "Calls every week.")
    working.answer(ticket, "Thank you, when?")
    page = shopper.looks().content.decode()

    assert "Your request 1</h1>" in page
    assert "We are on it" in page
    assert page.index("We send you another one.") < page.index("Thank you, when?")
    assert "What happened?" in page
    assert "It came broken." in page
    assert "Calls every week." not in page


def test_an_agents_address_is_never_told(shopper: Shopper, ticket: Ticket, agent: User) -> None:
    working.reply(ticket, agent, "Hello.")
    page = shopper.looks().content.decode()

    assert "agnes" not in page.lower()
    assert "<strong>Anna&#x27;s Shop</strong>" in page


def test_it_says_whose_turn_it_is(shopper: Shopper, ticket: Ticket, agent: User) -> None:
    first = shopper.looks().content.decode()
    working.reply(ticket, agent, "Done.")
    answered = shopper.looks().content.decode()
    working.close(ticket, agent)
    closed = shopper.looks().content.decode()

    assert "We have your request" in first
    assert "A person reads this and answers here." in first
    assert "We have answered" in answered
    assert "your request opens again" in closed


def test_words_are_never_markup(shopper: Shopper, ticket: Ticket, agent: User) -> None:
    working.reply(ticket, agent, HOSTILE)
    working.answer(ticket, HOSTILE)
    page = shopper.looks().content.decode()

    assert page.count("&lt;script&gt;alert(1)") == 2
    assert "<script>" not in page
    assert 'href="javascript' not in page
    assert "onload='x'" not in page


def test_an_agents_web_address_can_be_pressed(
    shopper: Shopper, ticket: Ticket, agent: User
) -> None:
    working.reply(ticket, agent, "Follow it: https://carrier.example/1")

    assert '<a href="https://carrier.example/1" rel="nofollow">' in shopper.looks().content.decode()


def test_it_speaks_the_tickets_language_until_another_is_chosen(shopper: Shopper) -> None:
    assert shopper.looks("").headers["Content-Language"] == "cs"
    assert shopper.looks("?lang=es").headers["Content-Language"] == "es"
    assert shopper.looks("?lang=tlh").headers["Content-Language"] == "cs"


def test_the_address_is_kept_a_secret(shopper: Shopper) -> None:
    for response in (shopper.looks(), shopper.sends("Hello")):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert not response.cookies
        assert "Cookie" not in response.headers["Vary"]


@pytest.mark.django_db
def test_a_link_that_is_none_and_one_of_no_ticket_look_the_same() -> None:
    nowhere = links.secret_of(uuid4())
    altered = nowhere[:-3] + "AAA"
    answers = [
        Client().get(f"/help/t/{secret}/") for secret in ("x", "🫖", nowhere, altered, "A" * 500)
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert b"open it from your mail once more" in answers[0].content
    assert answers[0].headers["Referrer-Policy"] == "no-referrer"


def test_a_link_ends_ninety_days_after_the_ticket_was_closed(
    shopper: Shopper, ticket: Ticket, agent: User
) -> None:
    working.close(ticket, agent)
    with time_machine.travel(clock.now() + timedelta(days=89)):
        assert shopper.looks().status_code == 200
    with time_machine.travel(clock.now() + timedelta(days=91)):
        ended = shopper.looks()
    assert ended.status_code == 410
    assert "start a new request" in ended.content.decode()
    assert "It came broken." not in ended.content.decode()


def test_an_erased_ticket_takes_its_link_along(shopper: Shopper, ticket: Ticket) -> None:
    path = shopper.path
    ticket.delete()

    assert shopper.client.get(path).status_code == 404


def test_a_file_of_the_ticket_is_handed_out_to_be_saved(shopper: Shopper, ticket: Ticket) -> None:
    shopper.sends(photos=[photo("my cup.jpg")])
    [kept] = Message.objects.get(ticket=ticket, author="shopper").files
    got = shopper.looks("", f"files/{kept}/")

    assert got.status_code == 200
    assert got.headers["Content-Type"] == "image/jpeg"
    assert 'attachment; filename="my cup.jpg"' in got.headers["Content-Disposition"]
    assert got.headers["Cache-Control"] == "private, no-store"
    assert f'href="{shopper.path}files/{kept}/"' in shopper.looks().content.decode()


def test_a_file_of_the_flow_is_there_too(shopper: Shopper, ticket: Ticket, demo: Shop) -> None:
    file = take(demo, ticket.session, photo("broken.jpg"))
    ticket.case = dict(ticket.case) | {"files": [{"id": str(file.pk), "name": "broken.jpg"}]}
    ticket.save()

    assert "broken.jpg" in shopper.looks().content.decode()
    assert shopper.looks("", f"files/{file.pk}/").status_code == 200


def test_no_other_file_is_handed_out(shopper: Shopper, demo: Shop, other_shop: Shop) -> None:
    mine = take(demo, uuid4(), photo())
    with within(other_shop):
        theirs = take(other_shop, None, photo())

    for file in (mine.pk, theirs.pk, uuid4()):
        refused = shopper.looks("?lang=en", f"files/{file}/")
        assert refused.status_code == 404
        assert "no longer kept here" in refused.content.decode()


def test_one_tickets_link_opens_no_other(shopper: Shopper, demo: Shop) -> None:
    other = Shopper(shopper.client, opened(demo, "other", str(uuid4())))
    other.sends("Not for Jane", photos=[photo()])
    [kept] = Message.objects.get(ticket=other.ticket, author="shopper").files

    assert "Not for Jane" not in shopper.looks().content.decode()
    assert shopper.looks("", f"files/{kept}/").status_code == 404


@pytest.mark.parametrize(
    ("contact", "is_told"), [("Jane@example.com", True), ("typo@stranger.example", False)]
)
def test_what_was_proven_is_told_to_the_orders_own_address_only(
    demo: Shop, contact: str, is_told: bool
) -> None:
    proven = {"number": "1002", "email": "jane@example.com", "phone": "", "total": "798 CZK"}
    asked = {"question": "Which of these for 798 CZK?", "answer": "Blue mug"}
    facts = {"shop": {"name": demo.name, "email": "anna@shop.example"}, "order": proven}
    with within(demo):
        ticket = opened(demo, contact=contact, facts=facts, transcript=[asked])
        page = Shopper(Client(), ticket).looks().content.decode()

    assert [each in page for each in ("798 CZK", "Blue mug")] == [is_told, is_told]


def test_an_action_of_a_ticket_without_a_conversation_is_told_too(
    shopper: Shopper, ticket: Ticket, demo: Shop, agent: User
) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(session=None)
    order = order_now(demo, "1001").order
    assert order
    acting.cancel_order(fresh(ticket), agent, order, 1)

    assert "Cancel the order (1001)" in shopper.looks().content.decode()


def test_it_says_how_the_promised_actions_went(
    shopper: Shopper, ticket: Ticket, demo: Shop
) -> None:
    promised: dict[str, Any] = {
        "session": ticket.session,
        "visit": 1,
        "effect": "e",
        "arguments": {"order": "1001"},
    }
    outbox.put(demo, outbox.Request(flow="cancel", step="do", kind="cancel_order", **promised))
    of_ticket = f"ticket:{ticket.pk.hex}"
    outbox.put(demo, outbox.Request(flow="", step=of_ticket, kind="change_address", **promised))
    outbox.put(demo, outbox.Request(flow="", step="", kind="send_email", **promised))
    page = shopper.looks().content.decode()

    assert "Cancel the order (1001)<small>Accepted, it starts in a moment" in page
    assert "Change the delivery address (1001)" in page
    assert "Send an e-mail" not in page


def test_a_page_needs_no_script(shopper: Shopper) -> None:
    page = shopper.looks().content.decode()

    assert not re.search(r"<script(?! src=)|\son[a-z]+=", page)
    assert 'enctype="multipart/form-data"' in page
    assert "Check again</a>" in page


def test_an_open_ticket_is_the_same_in_the_database_after_a_look(
    shopper: Shopper, ticket: Ticket
) -> None:
    before = fresh(ticket)
    shopper.looks()

    assert fresh(ticket).updated == before.updated
