"""The audit trail is one unbroken chain a shop, and shows where it was broken."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from selfservice.privacy import audit
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
