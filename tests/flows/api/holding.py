"""Tokens that may not do anything, for whoever holds them."""

from __future__ import annotations

import pytest

from selfservice.tenancy.models import Shop
from tests.flows.api.conftest import App

NOBODYS = ("", "x" * 43, "\u00e9", "a b", "null", "../../", "x" * 5_000)
nobodys = pytest.mark.parametrize("token", NOBODYS)


def in_shop(shop: Shop) -> App:
    """Somebody else's device, with a session of its own."""
    app = App(shop)
    app.start()
    return app
