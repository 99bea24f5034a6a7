"""An invitation whose letter did not leave is kept, passed on by hand, or sent again."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import Settings

from selfservice.tenancy.invitations import accept, find, invite
from selfservice.tenancy.models import Invitation, Role, Shop, User

BACKENDS = "tests.selfservice.tenancy.unreachable_mail"
DANA = {"email": "dana@shop.example", "role": "agent"}


@pytest.fixture
def down(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.DownBackend"


def _secret_in(text: str) -> str:
    found = re.search(r"/join/([\w-]+)/", text)
    assert found
    return found[1]


def _sent_again(client: Client, invitation: Invitation) -> str:
    answer = client.post(
        reverse("admin:tenancy_invitation_changelist"),
        {"action": "send_again", "_selected_action": str(invitation.pk)},
        follow=True,
    )
    return answer.content.decode()


def _usable(secret: str) -> bool:
    return find(secret) is not None


def test_the_command_starts_the_shop_and_shows_the_link(db: None, down: None) -> None:
    said = StringIO()
    with translation.override("en"):
        asked = ("--name", "Iva", "--owner-email", "iva@x.cz", "--country", "CZ")
        call_command("start_shop", *asked, stdout=said)
    assert Shop.objects.get().name == "Iva"
    assert "The mail server cannot be reached." in said.getvalue()
    assert _usable(_secret_in(said.getvalue()))


def test_the_first_page_starts_the_shop_and_shows_the_link(
    db: None, down: None, client: Client
) -> None:
    client.force_login(User.objects.create_superuser("root@x.cz", "pw"))
    values = {"name": "Iva", "country": "CZ", "owner_email": "iva@x.cz"}
    page = client.post(reverse("admin:tenancy_shop_add"), values, follow=True)
    assert page.status_code == 200
    assert "The mail server cannot be reached." in page.content.decode()
    assert _usable(_secret_in(page.content.decode()))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("backend", "why"),
    [("DownBackend", "cannot be reached"), ("RefusingBackend", "refuses this address")],
)
def test_who_invites_gets_the_link_and_the_reason(
    owner: User, client: Client, settings: Settings, backend: str, why: str
) -> None:
    settings.EMAIL_BACKEND = f"{BACKENDS}.{backend}"
    client.force_login(owner)
    page = client.post(reverse("admin:tenancy_invitation_add"), DANA, follow=True)
    assert page.status_code == 200
    assert why in page.content.decode()
    assert _usable(_secret_in(page.content.decode()))


def test_an_invitation_sent_again_has_a_new_link(owner: User, shop: Shop, client: Client) -> None:
    client.force_login(owner)
    first = invite(shop, "dana@shop.example", Role.AGENT)
    assert "/join/" not in _sent_again(client, first.invitation)
    [letter] = mail.outbox
    assert _usable(_secret_in(str(letter.body)))
    assert not _usable(_secret_in(first.link))


def test_sending_again_in_vain_shows_the_link_too(
    owner: User, shop: Shop, client: Client, down: None
) -> None:
    client.force_login(owner)
    invitation = invite(shop, "dana@shop.example", Role.AGENT).invitation
    assert _usable(_secret_in(_sent_again(client, invitation)))


def test_an_accepted_invitation_is_not_sent_again(
    owner: User, agent: User, shop: Shop, client: Client
) -> None:
    client.force_login(owner)
    invitation = invite(shop, "dana@shop.example", Role.AGENT).invitation
    accept(invitation, User.objects.create_user("dana@shop.example"))
    assert "accepted the invitation already" in _sent_again(client, invitation)
    assert mail.outbox == []


@pytest.mark.parametrize("role", [Role.AGENT, Role.AUDITOR, Role.DESIGNER])
def test_who_may_not_invite_sends_nothing_again(
    shop: Shop, as_role: Callable[[str], Client], role: Role
) -> None:
    first = invite(shop, "dana@shop.example", Role.OWNER)
    _sent_again(as_role(role), first.invitation)
    assert mail.outbox == []
    assert _usable(_secret_in(first.link))


def test_a_stranger_sends_nothing_again(shop: Shop, stranger: User, client: Client) -> None:
    client.force_login(stranger)
    first = invite(shop, "dana@shop.example", Role.OWNER)
    _sent_again(client, first.invitation)
    assert mail.outbox == []
    assert _usable(_secret_in(first.link))
