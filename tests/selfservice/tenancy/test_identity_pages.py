"""The owner makes, rotates and ends the secret that identities are signed with."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.identity import secret_of, takes_identities
from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import within


@pytest.fixture
def page(owner: User, client: Client) -> str:
    client.force_login(owner)
    return reverse("admin:shop_identity")


def did(shop: Shop) -> list[str]:
    with within(shop):
        return list(AuditEvent.objects.order_by("number").values_list("action", flat=True))


def test_the_secret_is_shown_once(page: str, shop: Shop, client: Client) -> None:
    assert "No secret is in use" in client.get(page).content.decode()
    made = client.post(page, {"do": "renew"})
    shop.refresh_from_db()
    assert secret_of(shop) in made.content.decode()
    assert "no-store" in made.headers["Cache-Control"]
    again = client.get(page).content.decode()
    assert secret_of(shop) not in again
    assert "A secret is in use" in again
    assert did(shop) == ["shop.identity_renewed"]


def test_a_new_secret_and_the_end_of_all_never_bring_an_old_one_back(
    page: str, shop: Shop, client: Client
) -> None:
    secrets = set()
    for _turn in range(3):
        client.post(page, {"do": "renew"})
        shop.refresh_from_db()
        secrets.add(secret_of(shop))
        client.post(page, {"do": "stop"})
        client.post(page, {"do": "stop"})
        shop.refresh_from_db()
        assert not takes_identities(shop)
    assert len(secrets) == 3


@pytest.mark.parametrize("role", [Role.DESIGNER, Role.AGENT, Role.AUDITOR])
def test_nobody_but_the_owner_sees_or_makes_one(
    page: str, shop: Shop, owner: User, client: Client, role: Role
) -> None:
    with within(shop):
        Member.objects.filter(user=owner).update(role=role)
    assert client.get(page).status_code == 403
    assert client.post(page, {"do": "renew"}).status_code == 403
    shop.refresh_from_db()
    assert not takes_identities(shop)
