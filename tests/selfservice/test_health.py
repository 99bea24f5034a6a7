"""Health addresses tell apart a process that lives and one that may be sent shoppers."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django.fixtures import Settings

from selfservice import health
from selfservice.models import Heartbeat


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_known", set())


def test_a_living_process_answers_without_the_database(client: Client) -> None:
    assert client.get("/livez").content == b"ok\n"


def test_readiness_writes_to_the_database(client: Client, db: None) -> None:
    assert client.get("/readyz").status_code == 200
    assert Heartbeat.objects.filter(part="web").count() == 1


@pytest.mark.parametrize("address", ["/livez", "/readyz"])
def test_a_probe_without_https_is_answered_not_redirected(
    client: Client, db: None, settings: Settings, address: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get(address).status_code == 200
    assert client.get("/readyz/more").status_code == 301


def test_a_missing_migration_is_not_ready(client: Client, db: None) -> None:
    MigrationRecorder(connection).record_unapplied("selfservice", "0001_initial")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"manage.py migrate" in answer.content


def test_a_database_that_refuses_writes_is_not_ready(client: Client, db: None) -> None:
    def refuse(execute: object, sql: str, *_rest: object) -> object:
        if sql.startswith(("INSERT", "UPDATE")):
            raise DatabaseError("read-only")
        return execute(sql, *_rest)  # type: ignore[operator]

    with connection.execute_wrapper(refuse):
        assert client.get("/readyz").status_code == 503
