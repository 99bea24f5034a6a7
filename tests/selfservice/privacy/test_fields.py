"""Sealed values open only where they were sealed, with a key that is kept."""

from __future__ import annotations

import os
import uuid

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from integrations.models import Connection
from selfservice.privacy.fields import Sealed
from selfservice.privacy.sealing import Unreadable
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import across_shops
from tests.selfservice.rows import make

SECRETS = {"token": "swordfish"}


def _stored(pk: uuid.UUID, column: str = "secrets") -> str:
    key = pk.hex if connection.vendor == "sqlite" else pk
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM integrations_connection WHERE id = %s", [key])
        return str(cursor.fetchone()[0])


def _swap(pk: uuid.UUID, text: str) -> None:
    with across_shops():
        Connection._base_manager.filter(pk=pk).update(secrets=Sealed(text))


def test_the_database_holds_nothing_readable(in_shop: Shop) -> None:
    row = make(Connection, in_shop, secrets=SECRETS)
    assert "swordfish" not in _stored(row.pk)
    assert Connection.objects.get(pk=row.pk).secrets == SECRETS


def test_equal_values_are_stored_differently(in_shop: Shop) -> None:
    one, other = (make(Connection, in_shop, secrets=SECRETS) for _row in range(2))
    assert _stored(one.pk) != _stored(other.pk)


def test_a_value_moved_to_another_row_does_not_open(in_shop: Shop) -> None:
    one, other = (make(Connection, in_shop, secrets=SECRETS) for _row in range(2))
    _swap(other.pk, _stored(one.pk))
    with pytest.raises(Unreadable, match="moved"):
        _ = Connection.objects.get(pk=other.pk).secrets


def test_a_value_moved_to_another_shop_does_not_open(in_shop: Shop, other_shop: Shop) -> None:
    row = make(Connection, in_shop, secrets=SECRETS)
    with across_shops():
        Connection._base_manager.filter(pk=row.pk).update(shop=other_shop)
        with pytest.raises(Unreadable, match="moved"):
            _ = Connection.objects.get(pk=row.pk).secrets


def test_a_value_moved_to_another_column_does_not_open(in_shop: Shop) -> None:
    row = make(Connection, in_shop, secrets=SECRETS)
    field = Connection._meta.get_field("secrets")
    other = type(field)()
    other.set_attributes_from_name("arguments")
    other.model = Connection
    with pytest.raises(Unreadable):
        other.opened(row, Sealed(_stored(row.pk)))


def test_another_key_opens_nothing(in_shop: Shop, settings: Settings) -> None:
    row = make(Connection, in_shop, secrets=SECRETS)
    key_id = next(iter(settings.FIELD_KEYS))
    settings.FIELD_KEYS = {key_id: os.urandom(32)}
    with pytest.raises(Unreadable):
        _ = Connection.objects.get(pk=row.pk).secrets
    settings.FIELD_KEYS = {"unknown": os.urandom(32)}
    with pytest.raises(Unreadable, match="FIELD_KEYS"):
        _ = Connection.objects.get(pk=row.pk).secrets


def test_after_a_new_key_old_values_open_and_are_sealed_anew(
    in_shop: Shop, settings: Settings
) -> None:
    row = make(Connection, in_shop, secrets=SECRETS)
    settings.FIELD_KEYS = {"k2": os.urandom(32), **settings.FIELD_KEYS}
    again = Connection.objects.get(pk=row.pk)
    assert again.secrets == SECRETS
    again.save()
    assert _stored(row.pk).startswith("k2:")
    assert Connection.objects.get(pk=row.pk).secrets == SECRETS


def test_bulk_create_seals_and_a_deferred_field_opens(in_shop: Shop) -> None:
    row = Connection(shop=in_shop, connector="demo", name="x", secrets=SECRETS)
    Connection.objects.bulk_create([row])
    assert "swordfish" not in _stored(row.pk)
    assert Connection.objects.defer("secrets").get(pk=row.pk).secrets == SECRETS


def test_an_update_refuses_a_plain_value_and_takes_a_sealed_one(in_shop: Shop) -> None:
    row = make(Connection, in_shop)
    with pytest.raises(TypeError, match="encrypted"), transaction.atomic():
        Connection.objects.update(secrets=SECRETS)
    sealed = Connection._meta.get_field("secrets").sealed_for(row, SECRETS)
    Connection.objects.filter(pk=row.pk).update(secrets=sealed)
    assert Connection.objects.get(pk=row.pk).secrets == SECRETS
