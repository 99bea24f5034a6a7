"""Anna's shop connected to the demo vendor, and the few things every test here does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from integrations.demo_shop.seed import seed
from integrations.demo_shop.setting_up import connect_demo
from integrations.models import Connection
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.integrations.brokers import Broker, FileBroker, redis_broker
from tests.integrations.installation import Installation, installation, migrated

SESSION = UUID("5e551000-0000-4000-8000-000000000001")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Migrated once, to be copied by every test that wants an installation."""
    with migrated(tmp_path_factory.mktemp("template")) as made:
        yield made


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    """Of the kind that the rest of the run has."""
    folder = tmp_path / "broker"
    if settings.REDIS_URL:
        with redis_broker(folder) as redis:
            yield redis
    else:
        yield FileBroker(folder)


@pytest.fixture
def installed(tmp_path: Path, template: Installation, broker: Broker) -> Iterator[Installation]:
    """Who is slow on a busy machine keeps its row, unless a test shortens the lease."""
    env = {"BROKER_URL": broker.address, "DELIVERY_LEASE_SECONDS": "300"}
    with installation(tmp_path, template, **env) as made:
        yield made


@pytest.fixture
def demo(shop: Shop) -> Iterator[Shop]:
    """Everything automatic, every order as seeded, and inside the shop's scope."""
    connect_demo(shop)
    seed(shop)
    with within(shop):
        yield shop


@pytest.fixture
def vendor(demo: Shop) -> Connection:
    return Connection.objects.get(connector="demo")
