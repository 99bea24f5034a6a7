"""An app sees a look-up that is held as what it is: a code to prove, at the look-up's own step."""

from __future__ import annotations

import pytest

from flows import runtime
from flows.passage import Passage
from flows.runtime import looking
from flows.runtime.looking import HOUR, Budget
from integrations import outbox
from integrations.delivery import carry_out
from integrations.desk.models import Ticket
from integrations.models import TERMINAL, Delivery, State
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App
from tests.flows.api.holding import in_shop
from tests.flows.runtime.steps import mailed_code

DATA = "/api/v1/session/data/"


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


@pytest.fixture
def guesses(demo: Shop) -> list[App]:
    """A right and a wrong one, both held."""
    right, wrong = in_shop(demo), in_shop(demo)
    right.answer(step="which", values=ORDER)
    wrong.answer(step="which", values=ORDER | {"email": "stranger@example.com"})
    return [right, wrong]


def in_state(demo: Shop, state: State) -> None:
    """What became of the code, with the ticket that a person gets where nobody could send it."""
    with within(demo):
        [code] = Delivery.objects.all()
        Delivery.objects.update(state=state)
        if state is State.STUCK:
            outbox.hand_over(code, "The mail server is away.")
            carry_out(Delivery.objects.get(kind="open_ticket").pk)
            assert Ticket.objects.count() == 1


@pytest.mark.parametrize("state", State)
def test_the_data_of_a_right_and_a_wrong_guess_have_the_same_parts(
    guesses: list[App], demo: Shop, state: State
) -> None:
    in_state(demo, state)
    told = [app.see(DATA) for app in guesses]
    assert [status for status, _body in told] == [200, 200]
    right, wrong = ([part["what"] for part in body["data"]] for _status, body in told)
    assert right == wrong == ["session", "answers"]


@pytest.mark.parametrize("state", State)
def test_a_right_and_a_wrong_guess_are_erased_alike_and_no_code_leaves(
    guesses: list[App], demo: Shop, state: State
) -> None:
    in_state(demo, state)
    right, wrong = (app.erase(DATA) for app in guesses)
    assert right == wrong
    assert (right[0], right[1].get("kept", [])) == (200, [])
    with within(demo):
        code = Delivery.objects.get(kind="send_email")
    assert code.state == (state if state in TERMINAL else State.CANCELLED)
    assert code.arguments == {}


def test_a_link_that_is_on_its_way_keeps_nobody_from_erasing(guesses: list[App]) -> None:
    for app in guesses:
        assert app.post("/api/v1/session/links/", {"email": "me@example.com"}, "k")[0] == 202
    assert [app.erase(DATA)[0] for app in guesses] == [200, 200]


def held(app: App) -> Passage:
    return runtime.find(app.token, app.shop)
