"""The admin's first page leads each person to what they may do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from integrations.desk.models import Ticket
from selfservice.clock import now
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within
from tests.conftest import signed_in


def _seen_by(client: Client) -> str:
    return client.get(reverse("admin:index")).content.decode()


def test_an_owner_is_led_to_every_step_and_given_the_snippet(as_owner: Client, demo: Shop) -> None:
    page = _seen_by(as_owner)
    for name in ("desk", "tenancy_invitation_add", "shop_settings"):
        assert f'href="{reverse(f"admin:{name}")}' in page
    assert f'href="/help/{demo.key}/"' in page
    assert f"/bubble/{demo.key}.js" in page


def test_an_agent_is_led_to_the_cases_and_not_to_setting_up(as_agent: Client, demo: Shop) -> None:
    page = _seen_by(as_agent)
    assert "Answer people" in page
    assert "Set your shop up" not in page
    assert f"/bubble/{demo.key}.js" not in page


def test_the_help_page_is_offered_once_there_is_one(as_agent: Client, shop: Shop) -> None:
    assert "See what shoppers see" not in _seen_by(as_agent)


def test_everybody_is_led_to_the_help_page_that_is_live(as_agent: Client, demo: Shop) -> None:
    assert "See what shoppers see" in _seen_by(as_agent)


@pytest.mark.django_db
def test_a_superuser_without_a_shop_may_start_one() -> None:
    root = User.objects.create_superuser("root@example.com", "correct horse battery")
    assert "Start your first shop" in _seen_by(signed_in(root))


def test_a_card_says_how_many_wait(as_agent: Client, demo: Shop) -> None:
    assert "(1 waits)" not in _seen_by(as_agent)
    with within(demo):
        Ticket.objects.create(shop=demo, number=1, waiting_since=now())
        Ticket.objects.create(shop=demo, number=2)
    assert "(1 waits)" in _seen_by(as_agent)
