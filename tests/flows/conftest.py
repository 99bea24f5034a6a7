"""A shop with one published flow: look an order up, prove it, cancel it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from integrations.demo_shop.seed import seed
from integrations.demo_shop.setting_up import connect_demo
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.cancelling import CANCEL, publish, text
from tests.flows.opening_hours import document, flow
from tests.flows.topics_taught import teach

# Two fixtures for every test below this directory, and what many tests publish.
__all__ = ["CANCEL", "document", "flow", "publish", "text"]


@pytest.fixture
def demo(shop: Shop) -> Shop:
    """Anna's shop on the demo connector, with the flow `cancel` as its home."""
    with within(shop):
        connect_demo(shop)
        seed(shop)
        publish(shop, "cancel", CANCEL, home=True)
    return shop


@pytest.fixture
def taught(shop: Shop) -> Iterator[Shop]:
    """Anna's shop on the demo connector, where typed questions lead to three flows."""
    with within(shop):
        connect_demo(shop)
        seed(shop)
        teach(shop)
        yield shop
