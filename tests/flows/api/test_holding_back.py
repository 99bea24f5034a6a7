"""An app sees a look-up that is held as what it is: a code to prove, at the look-up's own step."""

from __future__ import annotations

import pytest

from flows import runtime
from flows.passage import Passage
from flows.runtime import looking
from flows.runtime.looking import HOUR, Budget
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App
from tests.flows.runtime.steps import mailed_code


@pytest.fixture(autouse=True)
def _spent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else has guessed so often that nothing is left for today."""
    monkeypatch.setitem(looking.BUDGETS, "order", (Budget("number", 0, HOUR, holds=True),))


def test_the_code_is_asked_for_and_leads_on(app: App, demo: Shop) -> None:
    app.start()
    status, body = app.answer(step="which", values=ORDER)
    view = body["view"]
    assert (status, view["step"], view["kind"]) == (200, "find", "prove")
    assert [field["name"] for field in view["fields"]] == ["code"]
    assert app.answer(step="find", values={"code": "22222222"})[0] == 422
    with within(demo):
        code = mailed_code(held(app))
    status, body = app.answer(step="find", values={"code": code})
    assert (status, body["view"]["step"]) == (200, "sure")
    assert app.answer(step="find", values={"code": code}) == (200, body)


def test_going_back_mends_what_was_typed(app: App) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    status, body = app.post("/api/v1/session/back/", {})
    assert (status, body["view"]["step"]) == (200, "which")
    status, body = app.answer(step="which", values=ORDER | {"number": "1002"})
    assert (status, body["view"]["kind"]) == (200, "prove")


def held(app: App) -> Passage:
    return runtime.find(app.token, app.shop)
