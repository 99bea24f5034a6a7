"""Tickets: a number each, one open ticket a session, and nothing twice."""

from __future__ import annotations

from uuid import uuid4

from django.db import connection

from integrations.capabilities import Call
from integrations.desk import working
from integrations.desk.models import Message, Status, Ticket
from integrations.desk.opening import open_ticket
from selfservice.clock import now
from selfservice.files.models import File
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within


def _call(key: str, session: str = "", **arguments: str) -> Call:
    return Call(key, {"subject": "Help", **arguments}, {"session": session, "facts": {"a": 1}})


def test_numbers_count_up_in_each_shop(in_shop: Shop, other_shop: Shop) -> None:
    numbers = [open_ticket(in_shop, _call(key)) for key in "ab"]
    assert (numbers, open_ticket(other_shop, _call("c"))) == ([1, 2], 1)
    with within(other_shop):
        assert Ticket.objects.count() == 1


def test_the_same_call_opens_one_ticket(in_shop: Shop) -> None:
    assert open_ticket(in_shop, _call("a")) == open_ticket(in_shop, _call("a"))
    assert (Ticket.objects.count(), Message.objects.count()) == (1, 1)


def test_later_news_of_a_session_go_into_its_open_ticket(in_shop: Shop) -> None:
    session = str(uuid4())
    first = open_ticket(in_shop, _call("a", session))
    assert open_ticket(in_shop, _call("b", session, message="More")) == first
    assert [each.body for each in Message.objects.order_by("at")] == ["Help", "More"]


def test_a_closed_ticket_is_left_closed(in_shop: Shop) -> None:
    session = str(uuid4())
    open_ticket(in_shop, _call("a", session))
    Ticket.objects.update(status=Status.CLOSED)
    assert open_ticket(in_shop, _call("b", session)) == 2


def test_contact_and_case_are_sealed(in_shop: Shop) -> None:
    open_ticket(in_shop, _call("a", contact="jane@example.com"))
    assert Ticket.objects.get().contact == "jane@example.com"
    with connection.cursor() as cursor:
        cursor.execute('SELECT contact, "case" FROM desk_ticket')
        assert all("jane" not in value and "facts" not in value for value in cursor.fetchone())


def test_an_address_typed_for_a_number_stays_out_of_what_is_not_sealed(in_shop: Shop) -> None:
    said = "Order jane.doe+1@example.com: refund"
    open_ticket(in_shop, _call("a", subject=said))
    assert Ticket.objects.get().subject == "Order (e-mail address): refund"
    assert Message.objects.get().body == said


def test_a_ticket_speaks_the_language_of_its_conversation(in_shop: Shop) -> None:
    open_ticket(in_shop, Call("a", {"subject": "Help"}, {"language": "cs"}))

    assert Ticket.objects.get().language == "cs"


def test_news_bring_a_ticket_back_to_those_that_wait_for_us(in_shop: Shop, agent: User) -> None:
    session = str(uuid4())
    open_ticket(in_shop, _call("a", session))
    working.reply(Ticket.objects.get(), agent, "Done.")
    open_ticket(in_shop, _call("b", session, message="More"))

    ticket = Ticket.objects.get()
    assert ticket.status == Status.OPEN
    assert ticket.waiting_since == Message.objects.latest("at").at


def test_news_of_what_a_ticket_asked_for_go_there_and_nowhere_else(in_shop: Shop) -> None:
    first = open_ticket(in_shop, _call("a"))
    ticket = Ticket.objects.get()
    trouble = {"subject": "Refund: needs a person", "message": "Refused."}
    number = open_ticket(in_shop, Call("b", trouble, {"ticket": str(ticket.pk)}))

    assert number == first
    assert Message.objects.latest("at").body == "Refund: needs a person\nRefused."


def test_another_shops_ticket_gets_no_news(in_shop: Shop, other_shop: Shop) -> None:
    open_ticket(other_shop, _call("a"))
    with within(other_shop):
        theirs = Ticket.objects.get()
    open_ticket(in_shop, Call("b", {"subject": "Help"}, {"ticket": str(theirs.pk)}))

    with within(other_shop):
        assert Message.objects.count() == 1
    assert Ticket.objects.count() == 1


def test_a_ticket_that_trouble_opens_again_holds_all_its_files(in_shop: Shop, agent: User) -> None:
    files = [
        File.objects.create(shop=in_shop, name=name, size=1, last_needed=now())
        for name in ("case.jpg", "message.jpg")
    ]
    case, written = (str(each.pk) for each in files)
    open_ticket(in_shop, Call("a", {"subject": "Help"}, {"files": [{"id": case}]}))
    ticket = Ticket.objects.get()
    working.answer(ticket, "Look", [written])
    working.close(ticket, agent)
    open_ticket(in_shop, Call("b", {"subject": "Trouble"}, {"ticket": str(ticket.pk)}))

    assert File.objects.filter(last_needed=None).count() == 2


def _trouble(key: str, session: str) -> Call:
    """As the outbox hands a refused delivery over."""
    subject = "Cancel the order (1001): needs a person"
    told = {"subject": subject, "message": "It was sent already."}
    return Call(key, told, {"session": session, "facts": {"a": 1}, "trouble": subject})


def test_a_flows_own_words_take_the_place_of_the_trouble_that_came_first(in_shop: Shop) -> None:
    session = str(uuid4())
    open_ticket(in_shop, _trouble("a", session))
    open_ticket(in_shop, _call("b", session, subject="Cancel order 1001", message="Too late?"))

    assert Ticket.objects.get().subject == "Cancel order 1001"
    assert [each.body for each in Message.objects.order_by("at")] == [
        "Cancel the order (1001): needs a person\nIt was sent already.",
        "Too late?",
    ]
    open_ticket(in_shop, _call("c", session, subject="Something else"))
    assert Ticket.objects.get().subject == "Cancel order 1001"


def test_trouble_that_comes_later_is_added_with_its_reason(in_shop: Shop) -> None:
    session = str(uuid4())
    open_ticket(in_shop, _call("a", session, subject="Cancel order 1001"))
    open_ticket(in_shop, _trouble("b", session))

    assert Ticket.objects.get().subject == "Cancel order 1001"
    assert Message.objects.latest("at").body.endswith("needs a person\nIt was sent already.")
