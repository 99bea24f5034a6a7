"""Choosing a connection: the one that the shop set, else the oldest that can, else nobody."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from integrations.choosing import Carrier, carriers, connection_for
from integrations.effects import EFFECTS
from integrations.models import Autonomy, Connection, Setting
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

pytestmark = pytest.mark.django_db


def mailbox(shop: Shop, name: str) -> Connection:
    return Connection.objects.create(shop=shop, connector="email", name=name)


def test_the_oldest_connection_that_can_is_taken_unless_the_shop_set_another(
    in_shop: Shop,
) -> None:
    first, second = mailbox(in_shop, "First"), mailbox(in_shop, "Second")
    assert connection_for(in_shop, "send_email") == first
    assert carriers(in_shop)["send_email"] == Carrier("First")
    Setting.objects.create(
        shop=in_shop, effect="send_email", autonomy=Autonomy.AUTOMATIC, connection=second
    )
    assert connection_for(in_shop, "send_email") == second
    assert carriers(in_shop)["send_email"] == Carrier("Second")


def test_without_a_connection_only_a_ticket_is_carried_out_and_by_the_desk(in_shop: Shop) -> None:
    found = carriers(in_shop)
    assert found.keys() == EFFECTS.keys()
    assert {kind for kind, each in found.items() if each.connection} == {"open_ticket"}
    assert Connection.objects.count() == 0


def test_what_the_shop_switched_off_says_so_and_a_ticket_cannot_be(in_shop: Shop) -> None:
    for kind in ("cancel_order", "open_ticket"):
        Setting.objects.create(shop=in_shop, effect=kind, autonomy=Autonomy.OFF)
    found = carriers(in_shop)
    assert (found["cancel_order"].off, found["open_ticket"].off) == (True, False)


def test_another_shops_connections_carry_nothing_here(in_shop: Shop, other_shop: Shop) -> None:
    with within(other_shop):
        mailbox(other_shop, "Theirs")
    assert carriers(in_shop)["send_email"] == Carrier("")


def test_all_carriers_take_two_statements(
    in_shop: Shop, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        carriers(in_shop)


def test_one_that_lacks_its_settings_is_not_chosen(in_shop: Shop) -> None:
    Connection.objects.create(shop=in_shop, connector="webhook", name="Bare")
    assert connection_for(in_shop, "call_webhook") is None
    ready = Connection.objects.create(
        shop=in_shop, connector="webhook", name="Hook", settings={"address": "https://a.example"}
    )
    assert connection_for(in_shop, "call_webhook") == ready
