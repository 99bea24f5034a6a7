"""Whoever may erase does so for a shopper who asks: told before what goes, stays and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from classifier.models import Question
from flows.models import Entry, Rating, Session
from integrations import outbox
from integrations.desk import links, opening, working
from integrations.desk.models import Message, Ticket
from integrations.models import Delivery, SheetRow, State
from selfservice.clock import now
from selfservice.files.models import File
from selfservice.privacy import audit
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.roles import TABLE, Action
from selfservice.tenancy.scope import across_shops
from tests.conftest import signed_in
from tests.flows.desk.conftest import a_ticket
from tests.flows.desk.test_ticket import address, again, read
from tests.selfservice.rows import make

JANE = "jane@example.com"


@pytest.fixture
def session(desk: Shop) -> Session:
    """A conversation with a bit of everything that can hang on one."""
    session: Session = make(Session, desk)
    of_it = {"session": session.pk}
    make(Entry, desk, session=session, kind="answer", value={"values": {"email": JANE}})
    make(Rating, desk, session=session)
    for model in (Question, SheetRow):
        make(model, desk, **of_it)
    make(File, desk, **of_it, last_needed=None)
    wanted = outbox.Request(
        *(session.pk, "cancel", "sure", 1, "cancel", "cancel_order"),
        arguments={"order": "1003", "reason": JANE},
        context={"contact": JANE},
    )
    done = outbox.put(desk, wanted)
    done.state, done.settled, done.result = State.DONE, now(), {"reference": "C-1"}
    done.save()
    return session


@pytest.fixture
def case(session: Session, agent: User) -> Ticket:
    """A ticket that came of the conversation, with an answer that was mailed."""
    ticket = a_ticket(session.shop, "Complaint, order 1003", session=session.pk)
    working.reply(ticket, agent, "We send a new one.")
    Delivery.objects.filter(kind="send_email").update(state=State.DONE, settled=now())
    return ticket


def asking(ticket: Ticket) -> str:
    return reverse("admin:desk_erase", args=[ticket.number])


def asking_of(session: Session) -> str:
    return reverse("admin:flows_session_erase", args=[session.pk])


def erase(client: Client, where: str, of: Any = "") -> Any:
    return client.post(where, {"of": of})


def held() -> str:
    """Everything that deliveries say."""
    rows = Delivery.objects.all()
    return json.dumps([[each.arguments, each.context, each.result, each.reason] for each in rows])


def test_it_is_told_what_goes_and_what_stays(case: Ticket, as_owner: Client) -> None:
    page = as_owner.get(asking(case)).content.decode()
    goes, _heading, stays = page.partition("What stays, and why")
    for words in ("Ticket #1 “Complaint, order 1003”", "It is still open", "1 file", "1 row"):
        assert words in goes
    assert "Cancel the order (1003)" in stays
    assert "No name." in stays
    assert "The audit trail" in stays
    assert JANE not in page
    assert Ticket.objects.exists()


@pytest.mark.parametrize("start", ["ticket", "session"])
def test_nothing_is_left_but_evidence(
    start: str, case: Ticket, session: Session, as_owner: Client
) -> None:
    where = asking(case) if start == "ticket" else asking_of(session)
    assert erase(as_owner, where).status_code == 302
    for model in (Session, Entry, Rating, Question, SheetRow, File, Ticket, Message):
        assert not model.objects.exists(), model
    assert JANE not in held()
    assert "We send a new one." not in held()
    proof = Delivery.objects.get(kind="cancel_order")
    assert (proof.state, proof.arguments, proof.result) == (
        *(State.DONE, {"order": "1003"}, {"reference": "C-1"}),
    )


def test_it_is_audited_without_a_word_of_it(case: Ticket, as_owner: Client, owner: User) -> None:
    erase(as_owner, asking(case))
    events = AuditEvent.objects.filter(action__endswith=".erased")
    assert {(each.action, each.object) for each in events} == {
        ("ticket.erased", str(case.pk)),
        ("session.erased", str(case.session)),
    }
    assert {each.actor for each in events} == {owner.pk}
    assert audit.verify(case.shop) is None


def test_tickets_that_went_on_from_one_another_go_together(
    case: Ticket, as_owner: Client, agent: User
) -> None:
    working.close(case, agent)
    later = opening.open_again(case, "It broke again.", [], "k")
    Ticket.objects.filter(pk=later.ticket_id).update(session=None)
    Delivery.objects.filter(kind="send_email").update(state=State.DONE, settled=now())
    erase(as_owner, asking(again(case)))
    assert not Ticket.objects.exists()


def test_a_ticket_whose_session_went_with_age_is_erased(
    case: Ticket, session: Session, as_owner: Client
) -> None:
    session.delete()
    erase(as_owner, asking(case))
    assert not Ticket.objects.exists()
    assert not SheetRow.objects.exists()
    assert JANE not in held()


def test_another_shoppers_case_is_left_alone(case: Ticket, as_owner: Client) -> None:
    other = make(Session, case.shop)
    hers = a_ticket(case.shop, "Question", session=other.pk, contact="eve@example.com")
    agents = make(File, case.shop, session=other.pk)
    named = Message.objects.filter(ticket=case).first()
    assert named is not None
    Message.objects.filter(pk=named.pk).update(files=[str(agents.pk)])
    erase(as_owner, asking(case))
    assert Ticket.objects.get() == hers
    assert Session.objects.get() == other
    assert File.objects.get() == agents


@pytest.mark.parametrize(
    "state", [State.QUEUED, State.RUNNING, State.CHECKING, State.WAITING_APPROVAL, State.STUCK]
)
def test_what_is_under_way_is_finished_first(
    state: State, case: Ticket, session: Session, as_owner: Client
) -> None:
    Delivery.objects.filter(kind="cancel_order").update(state=state)
    for where in (asking(case), asking_of(session)):
        page = as_owner.get(where).content.decode()
        assert "still under way: Cancel the order (1003)" in page
        assert "Erase it for good" not in page
        assert erase(as_owner, where).status_code == 409
    assert Ticket.objects.filter(pk=case.pk).exists()
    assert JANE in held()


def test_a_mail_on_its_way_is_waited_for(case: Ticket, as_owner: Client) -> None:
    Delivery.objects.filter(kind="send_email").update(state=State.QUEUED)
    assert erase(as_owner, asking(case)).status_code == 409


@pytest.mark.parametrize("start", ["ticket", "session"])
def test_a_second_press_finds_it_erased(
    start: str, case: Ticket, session: Session, as_owner: Client
) -> None:
    where, of = (asking(case), case.pk) if start == "ticket" else (asking_of(session), session.pk)
    first, second = erase(as_owner, where, of), erase(as_owner, where, of)
    assert first.headers["Location"] == second.headers["Location"]
    assert erase(as_owner, where).status_code == 404


@pytest.mark.parametrize("role", ["owner", "designer", "agent", "auditor"])
def test_only_who_may_erase_is_asked(
    role: str, case: Ticket, session: Session, as_role: Callable[[str], Client]
) -> None:
    may = role in TABLE[Action.ERASE_DATA]
    client = as_role(role)
    for where in (asking(case), asking_of(session)):
        assert client.get(where).status_code == (200 if may else 403)
        if not may:
            assert erase(client, where).status_code == 403
    assert Ticket.objects.filter(pk=case.pk).exists()


def test_the_button_is_for_those_who_may(
    case: Ticket, session: Session, as_owner: Client, as_agent: Client
) -> None:
    page = reverse("admin:flows_session_change", args=[session.pk])
    assert asking(case) in read(as_owner, case)
    assert asking(case) not in read(as_agent, case)
    assert asking_of(session) in as_owner.get(page).content.decode()
    assert asking_of(session) not in as_agent.get(page).content.decode()


def test_nobody_erases_without_signing_in(case: Ticket, session: Session) -> None:
    for where in (asking(case), asking_of(session)):
        assert "login" in erase(Client(), where).headers["Location"]
    assert Ticket.objects.exists()


def test_a_stranger_finds_nothing_to_erase(case: Ticket, session: Session, stranger: User) -> None:
    client = signed_in(stranger)
    for where, of in ((asking(case), case.pk), (asking_of(session), session.pk)):
        assert client.get(where).status_code == 404
        assert erase(client, where, of).status_code == 404
    with across_shops():
        assert Ticket.objects.filter(pk=case.pk).exists()
        assert Session.objects.filter(pk=session.pk).exists()


def test_without_the_form_nothing_is_erased(case: Ticket, owner: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    assert erase(strict, asking(case)).status_code == 403
    assert Ticket.objects.exists()


def test_the_shoppers_link_ends_with_the_ticket(case: Ticket, as_owner: Client) -> None:
    secret = links.secret_of(case.pk)
    assert links.find(secret).pk == case.pk
    erase(as_owner, asking(case))
    with pytest.raises(links.UnknownLink):
        links.find(secret)


def test_the_page_of_the_ticket_is_gone(case: Ticket, as_owner: Client) -> None:
    where = address(case)
    erase(as_owner, asking(case))
    assert as_owner.get(where).status_code == 404
