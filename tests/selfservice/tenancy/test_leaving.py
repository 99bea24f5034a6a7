"""Who works for no shop any more is forgotten after a while; nobody else is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import QuerySet

from integrations.desk.models import Author, Message, Ticket
from selfservice import clock
from selfservice.privacy import audit
from selfservice.privacy.declaration import LIFETIMES, Keep
from selfservice.privacy.models import AuditEvent
from selfservice.privacy.retention import remove_overdue
from selfservice.tenancy import leaving, members
from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import across_shops, within
from tests.conftest import signed_in

LASTS = LIFETIMES[Keep.ACCOUNT].days


def _night(days: int) -> None:
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        remove_overdue()


def _leave(shop: Shop, user: User, by: User) -> None:
    with within(shop):
        member = Member.objects.select_related("shop", "user").get(user=user)
    members.remove(member, by)


def _is_known(user: User) -> bool:
    return User.objects.filter(pk=user.pk).exists()


def test_who_left_is_forgotten_after_ninety_days(shop: Shop, owner: User, agent: User) -> None:
    _leave(shop, agent, owner)
    _night(0)
    _night(LASTS - 1)
    assert _is_known(agent)
    _night(LASTS + 1)
    assert not _is_known(agent)
    assert _is_known(owner)


def test_the_time_counts_from_the_first_night_without_a_shop(
    shop: Shop, owner: User, agent: User
) -> None:
    _leave(shop, agent, owner)
    _night(1000)
    assert _is_known(agent)


def test_who_came_back_stays_and_has_the_whole_time_again(
    shop: Shop, owner: User, agent: User
) -> None:
    _leave(shop, agent, owner)
    _night(0)
    members.join(shop, agent, Role.AGENT)
    _night(LASTS + 1)
    assert _is_known(agent)
    assert User.objects.get(pk=agent.pk).left is None


def test_who_works_for_another_shop_stays(
    shop: Shop, other_shop: Shop, owner: User, agent: User
) -> None:
    members.join(other_shop, agent, Role.AGENT)
    _leave(shop, agent, owner)
    _night(0)
    _night(LASTS + 1)
    assert _is_known(agent)


def test_a_superuser_is_never_removed(db: None) -> None:
    runs_it = User.objects.create_superuser("root@example.com", "correct horse battery")
    User.objects.update(left=clock.now() - timedelta(days=1000))
    _night(0)
    assert User.objects.get(pk=runs_it.pk).left is None


def test_what_they_did_stays_under_a_number(shop: Shop, owner: User, agent: User) -> None:
    with within(shop):
        ticket = Ticket.objects.create(shop=shop, number=1, subject="Mug", assignee=agent)
        said = Message.objects.create(
            shop=shop, ticket=ticket, author=Author.AGENT, member=agent, body="Sent."
        )
    audit.record(shop, agent, "ticket.replied", ticket)
    _leave(shop, agent, owner)
    User.objects.filter(pk=agent.pk).update(left=clock.now() - timedelta(days=LASTS + 1))
    _night(0)
    with within(shop):
        assert AuditEvent.objects.get(action="ticket.replied").actor == agent.pk
        assert Message.objects.get(pk=said.pk).body == "Sent."
        assert Ticket.objects.get(pk=ticket.pk).assignee is None
    assert audit.verify(shop) is None
    page = signed_in(owner).get("/admin/privacy/auditevent/").content.decode()
    assert f"A removed account ({agent.pk})" in page
    assert agent.email not in page


def test_who_joins_in_the_very_moment_of_removal_stays(
    shop: Shop, owner: User, agent: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The membership comes after the look for those without one, and before the deletion."""

    def everybody() -> QuerySet[User, Any]:
        return User.objects.filter(pk=agent.pk)

    monkeypatch.setattr(leaving, "_without_work", everybody)
    with across_shops():
        assert leaving._remove(agent.pk) == 0
        assert Member.objects.filter(user=agent).exists()
    assert _is_known(agent)
