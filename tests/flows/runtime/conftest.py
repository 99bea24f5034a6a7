"""Runtime tests run within the demo's shop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


@pytest.fixture
def in_demo(demo: Shop) -> Iterator[Shop]:
    with within(demo):
        yield demo
