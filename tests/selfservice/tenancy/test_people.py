"""Joining, changing role and leaving: who gets in, and whose sessions end."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks as OnCommit

from selfservice.clock import now
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy import members
from selfservice.tenancy.invitations import accept, find, invite
from selfservice.tenancy.models import Invitation, Member, Role, Shop, User
from selfservice.tenancy.scope import across_shops, within
from tests.at_once import AtOnce

PASSWORD = "four plain words do"
NEW = {"name": "Dana Nová", "password": PASSWORD}


def _member(user: User) -> Member:
    with across_shops():
        return Member.objects.select_related("shop", "user").get(user=user)


def _secret(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def test_an_owner_invites_and_the_person_joins(
    owner: User, shop: Shop, client: Client, django_capture_on_commit_callbacks: OnCommit
) -> None:
    client.force_login(owner)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("admin:tenancy_invitation_add"),
            {"email": "Dana@Shop.example", "role": "designer"},
        )
    [letter] = mail.outbox
    assert letter.to == ["dana@shop.example"]
    found = re.search(r"http\S+(/join/\S+)", str(letter.body))
    assert found
    guest = Client()
    assert guest.get(found[1]).headers["Referrer-Policy"] == "strict-origin"
    assert guest.post(found[1], NEW).headers["Location"] == reverse("admin:index")
    dana = User.objects.get(email="dana@shop.example")
    assert (_member(dana).role, dana.is_staff, dana.is_superuser) == (Role.DESIGNER, True, False)
    assert guest.get(reverse("admin:index")).status_code == 200
    assert guest.get(found[1]).status_code == 410


def test_an_invitation_is_in_the_shops_language(
    owner: User, shop: Shop, client: Client, django_capture_on_commit_callbacks: OnCommit
) -> None:
    Shop.objects.filter(pk=shop.pk).update(default_language="cs")
    client.force_login(owner)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("admin:tenancy_invitation_add"),
            {"email": "dana@shop.example", "role": "designer"},
            headers={"accept-language": "es"},
        )
    [letter] = mail.outbox
    assert "Pozvánka" in letter.subject
    assert "Dobrý den" in str(letter.body)


def test_a_known_person_joins_with_their_own_password(shop: Shop, stranger: User) -> None:
    address = reverse("join", args=[_secret(invite(shop, stranger.email, Role.AGENT).link)])
    guest = Client()
    assert "not the password" in guest.post(address, {"password": "x"}).content.decode()
    assert guest.post(address, {"password": "correct horse battery"}).status_code == 302
    with within(shop):
        assert Member.objects.get(user=stranger).role == Role.AGENT


@pytest.mark.parametrize("password", ["short", "fourteen chars"])
def test_a_weak_password_is_refused(shop: Shop, password: str) -> None:
    address = reverse("join", args=[_secret(invite(shop, "d@x.example", Role.AGENT).link)])
    assert Client().post(address, {**NEW, "password": password}).status_code == 200
    assert not User.objects.filter(email="d@x.example").exists()


def test_an_invitation_ends_after_seven_days(shop: Shop) -> None:
    secret = _secret(invite(shop, "d@x.example", Role.AGENT).link)
    with time_machine.travel(now() + timedelta(days=7, seconds=1)):
        assert Client().get(reverse("join", args=[secret])).status_code == 410


def test_the_secret_and_the_address_are_not_in_the_database(shop: Shop) -> None:
    secret = _secret(invite(shop, "dana@x.example", Role.AGENT).link)
    with across_shops():
        stored = str(Invitation._base_manager.values().get())
    assert secret not in stored
    assert "dana@x.example" not in stored


def test_an_invitation_used_by_many_at_once_lets_one_in(at_once: AtOnce) -> None:
    def start(_number: int) -> str:
        shop = Shop.objects.create(key="busy", name="Busy")
        return _secret(invite(shop, "d@x.example", Role.AGENT).link)

    secret = at_once(1, start)[0]

    def use(number: int) -> bool:
        invitation = find(secret)
        user = User.objects.create_user(f"u{number}@x.example")
        return invitation is not None and accept(invitation, user) is not None

    assert sum(at_once(8, use)) == 1


def test_a_new_role_ends_the_persons_sessions(owner: User, agent: User, client: Client) -> None:
    client.force_login(agent)
    assert client.get(reverse("admin:index")).status_code == 200
    members.change_role(_member(agent), Role.AUDITOR, by=owner)
    assert client.get(reverse("admin:index")).status_code == 302


def test_who_is_removed_is_out_at_once(owner: User, agent: User, client: Client) -> None:
    client.force_login(agent)
    members.remove(_member(agent), by=owner)
    assert client.get(reverse("admin:index")).status_code == 302
    agent.refresh_from_db()
    assert not agent.is_staff


def test_who_works_elsewhere_too_stays_staff(
    owner: User, agent: User, shop: Shop, other_shop: Shop
) -> None:
    members.join(other_shop, agent, Role.AGENT)
    with within(shop):
        here = Member.objects.select_related("shop", "user").get(user=agent)
    members.remove(here, by=owner)
    agent.refresh_from_db()
    assert agent.is_staff


def test_the_last_owner_stays(owner: User, client: Client) -> None:
    member = _member(owner)
    with pytest.raises(ValidationError, match="needs an owner"):
        members.remove(member, by=owner)
    with pytest.raises(ValidationError, match="needs an owner"):
        members.change_role(member, Role.AGENT, by=owner)
    client.force_login(owner)
    change = reverse("admin:tenancy_member_change", args=[member.pk])
    assert "needs an owner" in client.post(change, {"role": "agent"}).content.decode()
    delete = reverse("admin:tenancy_member_delete", args=[member.pk])
    assert "needs an owner" in client.post(delete, {"post": "yes"}, follow=True).content.decode()
    assert _member(owner).role == Role.OWNER


def test_two_owners_who_remove_each_other_leave_one(at_once: AtOnce) -> None:
    def start(_number: int) -> list[Member]:
        shop = Shop.objects.create(key="duo", name="Duo")
        people = [User.objects.create_user(f"o{n}@x.example") for n in range(2)]
        return [members.join(shop, person, Role.OWNER) for person in people]

    both: list[Member] = at_once(1, start)[0]

    def remove_the_other(number: int) -> bool:
        try:
            members.remove(both[1 - number], by=both[number].user)
        except ValidationError:
            return False
        return True

    assert sorted(at_once(2, remove_the_other)) == [False, True]


def test_an_owner_cannot_make_anybody_a_superuser(owner: User, agent: User, client: Client) -> None:
    client.force_login(owner)
    powers = {"is_superuser": "on", "is_staff": "on", "user_permissions": "1", "groups": "1"}
    member = _member(agent)
    client.post(
        reverse("admin:tenancy_member_change", args=[member.pk]), {"role": "agent", **powers}
    )
    assert client.get(reverse("admin:tenancy_user_changelist")).status_code == 403
    change = reverse("admin:tenancy_user_change", args=[agent.pk])
    assert client.post(change, {"email": agent.email, **powers}).status_code == 403
    agent.refresh_from_db()
    assert not agent.is_superuser


def test_each_step_is_in_the_audit(owner: User, agent: User, shop: Shop) -> None:
    invite(shop, "d@x.example", Role.AGENT, by=owner)
    members.change_role(_member(agent), Role.AUDITOR, by=owner)
    members.remove(_member(agent), by=owner)
    with within(shop):
        noted = list(AuditEvent.objects.order_by("number").values_list("action", "actor"))
    assert noted == [
        ("member.invited", owner.pk),
        ("member.changed", owner.pk),
        ("member.removed", owner.pk),
    ]


def test_a_person_of_two_shops_chooses_one(
    agent: User, shop: Shop, other_shop: Shop, stranger: User, client: Client
) -> None:
    members.join(other_shop, agent, Role.AUDITOR)
    client.force_login(agent)
    index = reverse("admin:index")
    assert shop.name in client.get(index).content.decode().replace("&#x27;", "'")
    chosen = reverse("admin:shop_chosen", args=[other_shop.key])
    assert client.get(chosen).status_code == 405
    assert client.post(chosen).status_code == 302
    assert client.get(reverse("admin:privacy_auditevent_changelist")).status_code == 200
    assert client.get(index).context["site_header"] == other_shop.name
    client.force_login(stranger)
    assert client.post(reverse("admin:shop_chosen", args=[shop.key])).status_code == 404


def test_a_members_page_says_the_day_in_words(owner: User, shop: Shop, client: Client) -> None:
    member = _member(owner)
    with within(shop):
        Member.objects.filter(pk=member.pk).update(joined=datetime(2026, 5, 4, 12, tzinfo=UTC))
    client.force_login(owner)
    page = client.get(reverse("admin:tenancy_member_change", args=[member.pk])).content.decode()
    assert "4 May 2026" in page
    assert "+00:00" not in page
