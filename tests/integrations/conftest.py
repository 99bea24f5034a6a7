"""Anna's shop connected to the demo vendor, and the few things every test here does."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from integrations.demo_shop.seed import seed
from integrations.demo_shop.setting_up import connect_demo
from integrations.models import Connection
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

SESSION = UUID("5e551000-0000-4000-8000-000000000001")


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
