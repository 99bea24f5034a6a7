"""The audit trail is one unbroken chain a shop, and shows where it was broken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from selfservice import clock
from selfservice.privacy import audit, retention
from selfservice.privacy.declaration import LIFETIMES
from selfservice.privacy.models import AppendOnly, AuditEvent
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import across_shops, within
from tests.at_once import AtOnce


def _alter(number: int, column: str, value: Any) -> None:
    """As somebody with the database in their hands would, past the model."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE privacy_auditevent SET {column} = %s WHERE number = %s", [value, number]
        )


def test_an_event_names_who_did_what_to_which_object(owner: User, shop: Shop) -> None:
    event = audit.record(shop, owner, "shop.changed", shop, why="New opening hours")
    assert (event.actor, event.action, event.kind) == (owner.pk, "shop.changed", "tenancy.shop")
    assert (event.object, event.why, event.number) == (str(shop.pk), "New opening hours", 1)


def test_each_shop_has_a_chain_of_its_own(shop: Shop, other_shop: Shop) -> None:
    numbers = [audit.record(each, None, "ping").number for each in (shop, other_shop, shop)]
    assert numbers == [1, 1, 2]
    assert audit.verify(shop) is None
    assert audit.verify(other_shop) is None


def test_an_event_is_forgotten_with_the_transaction_it_belongs_to(shop: Shop) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record(shop, None, "refund")
        raise RuntimeError
    assert audit.record(shop, None, "cancel").number == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("action", "x"), ("actor", 99), ("why", "x"), ("object", "x"), ("kind", "x")),
        *(("previous", "0" * 64), ("digest", "0" * 64), ("at", "2020-01-01 00:00:00+00:00")),
    ],
)
def test_a_changed_event_is_named(shop: Shop, column: str, value: Any) -> None:
    for _event in range(3):
        audit.record(shop, None, "ping", why="because")
    _alter(2, column, value)
    broken = audit.verify(shop)
    assert broken is not None
    assert broken.number == 2


def test_a_removed_event_is_seen_in_the_next(shop: Shop) -> None:
    for _event in range(3):
        audit.record(shop, None, "ping")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM privacy_auditevent WHERE number = 2")
    broken = audit.verify(shop)
    assert broken is not None
    assert broken.number == 3


def test_events_are_neither_changed_nor_removed(in_shop: Shop) -> None:
    event = audit.record(in_shop, None, "ping")
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
    for refused in ("update", "delete"):
        with pytest.raises(AppendOnly):
            getattr(AuditEvent.objects.all(), refused)()


def test_sixteen_writers_together_make_one_unbroken_chain(at_once: AtOnce) -> None:
    shop = at_once(1, lambda _number: Shop.objects.create(key="busy", name="Busy"))[0]
    at_once(16, lambda _number: [audit.record(shop, None, "ping") for _event in range(4)])

    def findings(_number: int) -> tuple[int, AuditEvent | None]:
        with within(shop):
            return AuditEvent.objects.count(), audit.verify(shop)

    assert at_once(1, findings) == [(64, None)]


def test_a_shop_that_is_removed_takes_its_trail_with_it(shop: Shop) -> None:
    audit.record(shop, None, "ping")
    with across_shops():
        shop.delete()
        assert AuditEvent.objects.count() == 0


def _nights_later(shop: Shop, days: int) -> list[tuple[int, str]]:
    """What is left of the chain, that many days after its lifetime began."""
    with time_machine.travel(clock.now() + timedelta(days=days), tick=False):
        retention.remove_overdue()
    with within(shop):
        return list(AuditEvent.objects.order_by("number").values_list("number", "action"))


def _two_eras(shop: Shop) -> int:
    """Two events of long ago and one of today; the days after which the first two are overdue."""
    lifetime = LIFETIMES[AuditEvent.privacy.keep]
    with time_machine.travel(clock.now() - timedelta(days=30), tick=False):
        audit.record(shop, None, "long ago")
        audit.record(shop, None, "long ago")
    audit.record(shop, None, "today")
    return lifetime.days - 29


def test_the_oldest_events_go_and_the_chain_holds(shop: Shop, other_shop: Shop) -> None:
    days = _two_eras(shop)
    audit.record(other_shop, None, "today")
    assert len(_nights_later(shop, days - 2)) == 3
    assert _nights_later(shop, days) == [(3, "today"), (4, audit.SHORTENED)]
    assert audit.verify(shop) is None
    assert audit.record(shop, None, "ping").number == 5
    assert audit.verify(shop) is None
    with within(other_shop):
        assert AuditEvent.objects.count() == 1


def test_a_trail_of_old_events_alone_goes_on_from_where_it_was(shop: Shop) -> None:
    days = _two_eras(shop)
    assert _nights_later(shop, days + 40) == [(4, audit.SHORTENED)]
    assert audit.verify(shop) is None


@pytest.mark.parametrize("number", [3, 4])
def test_what_is_taken_from_a_shortened_chain_is_seen(shop: Shop, number: int) -> None:
    _nights_later(shop, _two_eras(shop))
    audit.record(shop, None, "ping")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM privacy_auditevent WHERE number = %s", [number])
    assert audit.verify(shop) is not None


@pytest.mark.parametrize("why", ["2 " + "0" * 64, "1", "", "many"])
def test_where_the_chain_begins_cannot_be_made_up(shop: Shop, why: str) -> None:
    _nights_later(shop, _two_eras(shop))
    _alter(4, "why", why)
    assert audit.verify(shop) is not None


def test_of_a_broken_chain_nothing_is_removed(shop: Shop) -> None:
    days = _two_eras(shop)
    _alter(1, "action", "forged")
    assert [number for number, _action in _nights_later(shop, days)] == [1, 2, 3]
    broken = audit.verify(shop)
    assert broken is not None
    assert broken.number == 1
