"""A session's page: every entry in plain words, and only for those who may read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy

from flows.drafting import draft_of
from flows.models import Entry, Flow, Session
from selfservice.clock import now
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User

pytestmark = pytest.mark.django_db
LIST = reverse_lazy("admin:flows_session_changelist")


@pytest.fixture
def session(in_shop: Shop, flow: Flow) -> Session:
    session = Session.objects.create(shop=in_shop, token="t", language="en", last_used=now())
    lines: list[tuple[str, str, dict[str, Any]]] = [
        ("entered", "", {"flow": "hours", "facts": {}}),
        ("answer", "hours", {"option": "more"}),
        ("answer", "person", {"values": {"email": "jane@example.com"}}),
        ("accepted", "person", {"effect": "ticket"}),
        ("effect", "person", {"effect": "ticket", "outcome": "done"}),
    ]
    for number, (kind, step, value) in enumerate(lines, 1):
        Entry.objects.create(
            shop=in_shop,
            session=session,
            number=number,
            kind=kind,
            flow="hours" if step else "",
            step=step,
            revision=draft_of(flow) if kind == "entered" else None,
            value=value,
            at=now(),
        )
    return session


def read(client: Client, session: Session) -> Any:
    return client.get(reverse("admin:flows_session_change", args=[session.pk]))


def test_the_session_is_told_in_plain_words(as_owner: Client, session: Session) -> None:
    page = read(as_owner, session).content.decode()
    for words in ("Chose “Something else”.", "Asked us to: Open a ticket.", "jane@example.com"):
        assert words in page
    assert f"Entered the flow “{Flow.objects.get().title}”." in page
    assert AuditEvent.objects.get().action == "session.read"


@pytest.mark.parametrize(("role", "status"), [("agent", 200), ("designer", 403), ("auditor", 403)])
def test_sessions_are_for_those_who_may_read_them(
    role: str, status: int, as_role: Callable[[str], Client], session: Session
) -> None:
    assert read(as_role(role), session).status_code == status


def test_a_stranger_finds_no_session(stranger: User, session: Session) -> None:
    client = Client()
    client.force_login(stranger)
    assert read(client, session).status_code == 404


def test_the_list_of_sessions_opens(as_owner: Client, session: Session) -> None:
    page = as_owner.get(LIST).content.decode()
    assert str(session.pk) in page


def statements(client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(LIST)
    return len(seen)


def test_the_list_names_the_flow_and_costs_the_same_however_long_it_is(
    as_owner: Client, session: Session, flow: Flow
) -> None:
    Flow.objects.filter(pk=flow.pk).update(title="When we are open", home=False)
    assert "When we are open" in as_owner.get(LIST).content.decode()
    before = statements(as_owner)
    for number in range(3):
        more = Session.objects.create(
            shop=session.shop, token=f"t{number}", language="en", last_used=now()
        )
        Entry.objects.create(
            shop=session.shop,
            session=more,
            number=1,
            kind="entered",
            revision=draft_of(flow),
            at=now(),
        )
    assert statements(as_owner) == before


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("outcome=handed_over", True),
        ("outcome=solved", False),
        ("language=en", True),
        ("language=cs", False),
        ("preview=0", True),
        ("preview=1", False),
        ("preview=x", True),
    ],
)
def test_the_filters_say_words_and_narrow_the_list(
    as_owner: Client, session: Session, query: str, is_there: bool
) -> None:
    Session.objects.update(outcome="handed_over")
    page = as_owner.get(f"{LIST}?{query}").content.decode()
    assert "Handed over to a person" in page
    assert "Somebody who tried a draft" in page
    assert (str(session.pk) in page) is is_there
