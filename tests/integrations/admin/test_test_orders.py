"""Test orders come with the demo connection, and their codes reach the person who asked."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from integrations.demo_shop.models import DemoOrder
from integrations.demo_shop.seed import SEEDS
from integrations.models import Connection, Setting
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User

START = "admin:integrations_test_orders"


def _addresses() -> dict[str, str]:
    return {each.number: each.customer["email"] for each in DemoOrder.objects.all()}


def test_one_click_connects_them_and_lets_nothing_run_by_itself(
    as_owner: Client, owner: User, in_shop: Shop
) -> None:
    assert as_owner.post(reverse(START))["Location"] == reverse("admin:index")
    assert Connection.objects.filter(connector="demo").count() == 1
    assert not Setting.objects.exists()
    addresses = _addresses()
    assert len(addresses) == len(SEEDS)
    assert (addresses["1001"], addresses["1005"]) == (owner.email, "petr@example.com")
    assert AuditEvent.objects.filter(action="connection.added").count() == 1


def test_a_second_click_keeps_what_was_tried(as_owner: Client, in_shop: Shop) -> None:
    as_owner.post(reverse(START))
    DemoOrder.objects.filter(number="1001").update(status="cancelled")
    as_owner.post(reverse(START))
    assert Connection.objects.filter(connector="demo").count() == 1
    assert DemoOrder.objects.get(number="1001").status == "cancelled"


def test_a_demo_connection_added_by_hand_has_them_too(as_owner: Client, in_shop: Shop) -> None:
    posted = {"connector": "demo", "name": "Trying"}
    as_owner.post(reverse("admin:integrations_connection_add"), posted)
    assert _addresses()["1001"] == "anna@anna.example"


def test_a_link_alone_connects_nothing(as_owner: Client, in_shop: Shop) -> None:
    assert as_owner.get(reverse(START)).status_code == 405
    assert not Connection.objects.filter(connector="demo").exists()
