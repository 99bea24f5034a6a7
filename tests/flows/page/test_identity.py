"""The bubble hands on who is signed in at the shop: the page then asks for no code."""

from __future__ import annotations

import pytest

from selfservice.tenancy.identity import renew, secret_of
from selfservice.tenancy.models import Shop
from tests.flows.page.forms_in import Page, Shopper
from tests.selfservice.tenancy.signed import claims, signed


@pytest.fixture
def token(demo: Shop) -> str:
    renew(demo)
    return signed(secret_of(demo), claims(demo.key, "jane@example.com"))


def _asked_to_cancel(shopper: Shopper, identity: str) -> Page:
    order = {"a_number": "1001", "a_email": "jane@example.com"}
    found = shopper.sends(shopper.looks(), **order, identity=identity)
    return shopper.sends(found, option="yes")


def test_who_is_signed_in_at_the_shop_types_no_code(shopper: Shopper, token: str) -> None:
    assert 'data-kind="wait"' in _asked_to_cancel(shopper, token).html


@pytest.mark.parametrize("identity", ["", "nonsense", "a.b.c"])
def test_who_is_not_vouched_for_goes_on_with_a_code(
    shopper: Shopper, token: str, identity: str
) -> None:
    assert 'autocomplete="one-time-code"' in _asked_to_cancel(shopper, identity).html


def test_an_identity_is_asked_for_only_where_a_conversation_begins(
    shopper: Shopper, found: Page
) -> None:
    assert 'name="identity"' in shopper.looks().html
    assert 'name="identity"' not in found.html
