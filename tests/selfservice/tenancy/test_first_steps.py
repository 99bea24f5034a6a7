"""The admin's first page leads each person to what they may do."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from selfservice.tenancy.models import Shop, User


def _seen_by(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse("admin:index")).content.decode()


def test_an_owner_is_led_to_every_step_and_given_the_snippet(owner: User, shop: Shop) -> None:
    page = _seen_by(owner)
    for name in ("desk", "tenancy_invitation_add", "shop_settings"):
        assert f'href="{reverse(f"admin:{name}")}"' in page
    assert f'href="/help/{shop.key}/"' in page
    assert f"/bubble/{shop.key}.js" in page


def test_an_agent_is_led_to_the_cases_and_not_to_the_people(agent: User, shop: Shop) -> None:
    page = _seen_by(agent)
    assert "Answer people" in page
    assert "Invite people" not in page
    assert f"/bubble/{shop.key}.js" not in page
