"""On the page, a look-up that is held asks for the code that went to the order's own mailbox."""

from __future__ import annotations

import pytest

from flows import runtime
from flows.runtime import looking
from flows.runtime.looking import HOUR, Budget
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.page.forms_in import Shopper
from tests.flows.runtime.steps import mailed_code


def test_the_code_is_asked_for_and_leads_on(
    shopper: Shopper, demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(looking.BUDGETS, "order", (Budget("number", 0, HOUR, holds=True),))
    page = shopper.sends(shopper.looks(), a_number="1001", a_email="jane@example.com")
    assert page.status == 200
    assert "Please confirm that it is you." in page.html
    assert 'autocomplete="one-time-code"' in page.html
    with within(demo):
        code = mailed_code(runtime.find(page.token, demo))
    assert "Order 1001 is" in shopper.sends(page, a_code=code).html
