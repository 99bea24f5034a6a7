"""A shopper on the help page of the shop that can cancel orders."""

from __future__ import annotations

import pytest
from django.test import Client

from selfservice.tenancy.models import Shop
from tests.flows.page.forms_in import Page, Shopper


@pytest.fixture
def shopper(demo: Shop) -> Shopper:
    return Shopper(Client(enforce_csrf_checks=True))


@pytest.fixture
def found(shopper: Shopper) -> Page:
    """Order 1001 was looked up; the page asks whether to cancel it."""
    return shopper.sends(shopper.looks(), a_number="1001", a_email="jane@example.com")
