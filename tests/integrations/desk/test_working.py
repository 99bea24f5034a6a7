"""An agent's verbs: each does one thing to a ticket, is audited, and says why when it will not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from integrations.desk import working
from integrations.desk.models import Author, Message, Status, Ticket
from integrations.models import Delivery
from integrations.not_possible import NotPossible
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User
from tests.integrations.desk.conftest import fresh, opened

Say = Callable[..., Any]


def _said(ticket: Ticket) -> list[tuple[str, str]]:
    said = Message.objects.filter(ticket=ticket).order_by("at")
    return [(each.author, each.body) for each in said]


def test_a_reply_answers_and_takes_a_ticket_that_was_nobodys(ticket: Ticket, agent: User) -> None:
    message = working.reply(ticket, agent, " We send another one. ")

    again = fresh(ticket)
    assert (message.author, message.member, message.body) == (
        Author.AGENT,
        agent,
        "We send another one.",
    )
    assert (again.status, again.assignee, again.waiting_since) == (Status.WAITING, agent, None)


def test_a_reply_leaves_the_ticket_with_its_agent(ticket: Ticket, agent: User, bert: User) -> None:
    working.assign(ticket, bert, agent)
    working.reply(ticket, agent, "Bert is away today.")

    assert fresh(ticket).assignee == bert


def test_a_note_changes_nothing_for_the_shopper(ticket: Ticket, agent: User) -> None:
    waiting = ticket.waiting_since
    working.note(ticket, agent, "Calls every week.")

    again = fresh(ticket)
    assert (again.status, again.waiting_since) == (Status.OPEN, waiting)
    assert not Delivery.objects.filter(
        kind="send_email", effect__contains=_last(ticket).pk.hex
    ).exists()


def _last(ticket: Ticket) -> Message:
    return Message.objects.filter(ticket=ticket).latest("at")


def test_only_those_who_may_work_on_tickets_are_given_one(
    ticket: Ticket, agent: User, stranger: User
) -> None:
    with pytest.raises(NotPossible, match="may not work"):
        working.assign(ticket, stranger, agent)
    assert fresh(ticket).assignee is None


def test_who_takes_a_ticket_that_was_taken_meanwhile_is_told(
    ticket: Ticket, agent: User, bert: User
) -> None:
    late = fresh(ticket)
    working.assign(ticket, agent, agent)

    with pytest.raises(NotPossible, match=r"agnes@anna\.example has taken this ticket"):
        working.assign(late, bert, bert)
    assert fresh(ticket).assignee == agent


def test_a_ticket_can_be_put_back(ticket: Ticket, agent: User) -> None:
    working.assign(ticket, agent, agent)
    working.assign(ticket, None, agent)

    assert fresh(ticket).assignee is None


def test_what_the_shopper_wrote_meanwhile_is_read_before_a_reply_goes(
    ticket: Ticket, agent: User
) -> None:
    seen = ticket.messages.count()
    working.answer(fresh(ticket), "It works after all.")

    with pytest.raises(NotPossible, match="“It works after all"):
        working.reply(ticket, agent, "Send it back.", seen=seen)
    assert _said(ticket)[-1] == ("shopper", "It works after all.")
    working.reply(ticket, agent, "I am glad.", seen=seen + 1)
    assert _said(ticket)[-1] == ("agent", "I am glad.")


def test_two_agents_do_not_answer_the_same_twice(ticket: Ticket, agent: User, bert: User) -> None:
    seen = ticket.messages.count()
    working.reply(fresh(ticket), agent, "On its way.", seen=seen)

    with pytest.raises(NotPossible, match=r"agnes@anna\.example has answered a moment ago"):
        working.reply(ticket, bert, "We look into it.", seen=seen)
    assert [said for said in _said(ticket) if said[0] == "agent"] == [("agent", "On its way.")]


def test_a_note_does_not_stop_a_reply(ticket: Ticket, agent: User, bert: User) -> None:
    seen = ticket.messages.count()
    working.note(fresh(ticket), bert, "Nice customer.")

    assert working.reply(ticket, agent, "Done.", seen=seen).body == "Done."


def test_the_same_answer_sent_again_after_going_back_is_one(ticket: Ticket, agent: User) -> None:
    first = working.reply(ticket, agent, "On its way.", seen=1)
    working.note(ticket, agent, "Calls every week.")
    again = working.reply(ticket, agent, "On its way.", seen=3)

    assert again == first
    assert [body for author, body in _said(ticket) if author == Author.AGENT] == ["On its way."]


def test_a_double_click_is_one_reply_and_one_mail(ticket: Ticket, agent: User) -> None:
    seen = ticket.messages.count()
    one = working.reply(fresh(ticket), agent, "Done.", seen=seen)
    two = working.reply(ticket, agent, "Done.", seen=seen)

    assert one == two
    assert Delivery.objects.filter(effect=f"mail:{one.pk.hex}").count() == 1


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("   ", "no text yet"),
        ("x" * 5001, "too long"),
        ("Follow it: {order.tracking_url}", "Fill in {order.tracking_url}"),
    ],
)
def test_a_reply_that_is_not_ready_is_refused(
    ticket: Ticket, agent: User, body: str, why: str
) -> None:
    with pytest.raises(NotPossible) as refused:
        working.reply(ticket, agent, body)
    assert why in str(refused.value.sentence)
    assert Message.objects.filter(author=Author.AGENT).count() == 0


def test_a_file_that_is_not_there_is_not_sent(ticket: Ticket, agent: User) -> None:
    with pytest.raises(NotPossible, match="no longer here"):
        working.reply(ticket, agent, "See this", ["6f0b6f4e-0000-4000-8000-000000000000"])
    assert Message.objects.filter(author=Author.AGENT).count() == 0


def test_closing_ends_the_wait_and_reopening_restores_it(ticket: Ticket, agent: User) -> None:
    working.reply(ticket, agent, "Done.")
    asked = working.answer(ticket, "But where is it?")
    working.close(ticket, agent)
    closed = fresh(ticket)
    working.reopen(ticket, agent)

    assert (closed.status, closed.waiting_since) == (Status.CLOSED, None)
    assert closed.closed is not None
    again = fresh(ticket)
    assert (again.status, again.waiting_since, again.closed) == (Status.OPEN, asked.at, None)


def test_reopening_an_answered_ticket_waits_for_the_shopper(ticket: Ticket, agent: User) -> None:
    working.reply(ticket, agent, "Done.")
    working.close(ticket, agent)
    working.reopen(ticket, agent)

    assert (fresh(ticket).status, fresh(ticket).waiting_since) == (Status.WAITING, None)


def test_reopening_an_unanswered_ticket_counts_from_its_opening(
    ticket: Ticket, agent: User
) -> None:
    working.close(ticket, agent)
    working.reopen(ticket, agent)

    assert fresh(ticket).waiting_since == ticket.created


def test_a_second_open_ticket_of_a_conversation_is_refused(
    demo: Shop, ticket: Ticket, agent: User
) -> None:
    working.close(ticket, agent)
    opened(demo, "another")

    with pytest.raises(NotPossible, match="another open ticket"):
        working.reopen(ticket, agent)
    assert fresh(ticket).status == Status.CLOSED


@pytest.mark.parametrize(
    ("does", "why"),
    [
        (working.close, "closed already"),
        (lambda ticket, by: working.reply(ticket, by, "Hello"), "Reopen it first"),
        (lambda ticket, by: working.assign(ticket, by, by), "Reopen it first"),
    ],
)
def test_what_a_closed_ticket_does_not_take(
    ticket: Ticket, agent: User, does: Say, why: str
) -> None:
    late = fresh(ticket)
    working.close(ticket, agent)

    with pytest.raises(NotPossible, match=why):
        does(late, agent)


def test_an_open_ticket_is_not_reopened(ticket: Ticket, agent: User) -> None:
    with pytest.raises(NotPossible, match="open already"):
        working.reopen(ticket, agent)


def test_closing_over_a_new_message_is_refused(ticket: Ticket, agent: User) -> None:
    seen = ticket.messages.count()
    working.answer(fresh(ticket), "One more thing.")

    with pytest.raises(NotPossible, match="One more thing"):
        working.close(ticket, agent, seen=seen)
    assert fresh(ticket).status != Status.CLOSED


def test_every_verb_is_in_the_audit_without_a_word_of_what_was_said(
    ticket: Ticket, agent: User
) -> None:
    working.assign(ticket, agent, agent)
    working.note(ticket, agent, "Secret words")
    working.reply(ticket, agent, "Secret words")
    working.answer(ticket, "Secret words")
    working.close(ticket, agent)
    working.reopen(ticket, agent)

    events = AuditEvent.objects.filter(object=str(ticket.pk)).order_by("number")
    assert [(each.action, each.actor) for each in events] == [
        ("ticket.opened", None),
        ("ticket.assigned", agent.pk),
        ("ticket.noted", agent.pk),
        ("ticket.replied", agent.pk),
        ("ticket.answered", None),
        ("ticket.closed", agent.pk),
        ("ticket.reopened", agent.pk),
    ]
    assert not any("Secret" in each.why for each in events)
