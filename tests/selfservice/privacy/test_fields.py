"""Sealed fields are encrypted in the database and plain in Python."""

from __future__ import annotations

from django.db import connection

from integrations.models import Connection
from selfservice.tenancy.models import Shop


def test_a_loaded_row_reads_as_it_was_written(in_shop: Shop) -> None:
    Connection.objects.create(
        shop=in_shop, connector="email", name="Mail", secrets={"token": "s3cret"}
    )
    assert Connection.objects.get().secrets == {"token": "s3cret"}


def test_the_database_holds_no_plain_secret(in_shop: Shop) -> None:
    Connection.objects.create(
        shop=in_shop, connector="email", name="Mail", secrets={"token": "s3cret"}
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT secrets FROM integrations_connection")
        (stored,) = cursor.fetchone()
    assert "s3cret" not in stored
