"""On the page, a look-up that is held asks for the code that went to the order's own mailbox."""

from __future__ import annotations

import re

import pytest

from flows import runtime
from flows.runtime import looking
from flows.runtime.looking import HOUR, Budget
from integrations.models import Delivery
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.page.forms_in import Shopper
from tests.flows.runtime.steps import mailed_code


@pytest.fixture(autouse=True)
def _spent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else has guessed so often that nothing is left for today."""
    monkeypatch.setitem(looking.BUDGETS, "order", (Budget("number", 0, HOUR, holds=True),))


def test_the_code_is_asked_for_and_leads_on(shopper: Shopper, demo: Shop) -> None:
    page = shopper.sends(shopper.looks(), a_number="1001", a_email="jane@example.com")
    assert page.status == 200
    assert "Please confirm that it is you." in page.html
    assert 'autocomplete="one-time-code"' in page.html
    with within(demo):
        code = mailed_code(runtime.find(page.token, demo))
    assert "Order 1001 is" in shopper.sends(page, a_code=code).html


def test_the_data_of_a_right_and_a_wrong_guess_are_shown_alike(
    shopper: Shopper, demo: Shop
) -> None:
    shown = []
    for email in ("jane@example.com", "june@example.com"):
        page = shopper.sends(shopper.looks(), a_number="1001", a_email=email)
        data = shopper.sends(page, "go", do="data")
        assert data.status == 200
        shown.append(re.findall(r"<h2.*?</h2>", data.html, re.DOTALL))
    assert shown[0] == shown[1] != []
    with within(demo):
        assert Delivery.objects.count() == 1
