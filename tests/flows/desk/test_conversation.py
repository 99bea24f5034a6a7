"""What an agent reads of a conversation: nothing twice, and everything once."""

from __future__ import annotations

from flows.desk.conversation import conversation_of
from flows.desk.rows import rows_of
from integrations.capabilities import Call
from integrations.desk.models import Ticket
from integrations.desk.opening import open_ticket
from selfservice.tenancy.models import Shop
from tests.flows.desk.conftest import TOLD


def told(ticket: Ticket) -> list[str]:
    return [each.body for each in conversation_of(ticket).newest]


def test_the_first_message_is_not_told_again_below_the_answers(ticket: Ticket) -> None:
    assert told(ticket) == []


def test_later_news_are_told_whatever_they_say(ticket: Ticket) -> None:
    for key, words in (("later", ticket.subject), ("latest", TOLD)):
        context = {**ticket.case, "files": []} | {"language": key}
        open_ticket(ticket.shop, Call(key, {"message": words}, context))
    open_ticket(ticket.shop, Call("plain", {"message": TOLD}, {"session": str(ticket.session)}))
    assert told(ticket) == [ticket.subject, TOLD, TOLD]


def test_what_was_typed_as_a_question_is_the_shoppers(ticket: Ticket) -> None:
    ticket.case["transcript"] = [
        {"question": "Zeptali jste se", "answer": "Kde je?", "typed": True}
    ]
    lines = conversation_of(ticket).opening
    assert lines == [{"question": "They typed", "answer": "Kde je?"}]


def test_what_stands_above_everything_is_not_said_again(desk: Shop) -> None:
    subject = "Cancel the order (1001): needs a person"
    trouble = Call("t", {"subject": subject, "message": "Sent already."}, {"trouble": subject})
    ticket = Ticket.objects.get(number=open_ticket(desk, trouble))
    assert told(ticket) == ["Sent already."]
    assert [row.said for row in rows_of([ticket])] == ["Sent already."]
