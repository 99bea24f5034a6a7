"""An open ticket in Anna's shop, and the shopper who holds its link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from integrations.desk.models import Ticket
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.page.ticket.shopper import Shopper, opened


@pytest.fixture
def ticket(demo: Shop) -> Iterator[Ticket]:
    with within(demo):
        yield opened(demo)


@pytest.fixture
def shopper(ticket: Ticket) -> Shopper:
    return Shopper(Client(enforce_csrf_checks=True), ticket)
