"""A new address from the shopper's form to the shop's own system, with everything real between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from flows.models import Session
from flows.passage import load
from flows.ready_made import install
from integrations import outbox
from integrations.delivery import carry_out
from integrations.demo_shop.models import DemoOrder
from integrations.demo_shop.seed import seed
from integrations.demo_shop.setting_up import connect_demo
from integrations.desk.models import Ticket
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import App
from tests.flows.runtime.steps import mailed_code

ORDER = {"number": "1020", "email": "jane@example.com"}
NEW = {"street": "1 New Road", "city": "Praha", "postal_code": "110 00"}


@pytest.fixture
def app(shop: Shop) -> Iterator[App]:
    """At the choice of what to change."""
    with within(shop):
        connect_demo(shop)
        seed(shop)
        install(shop, publish=True)
        app = App(shop)
        app.start(flow="change-order")
        app.answer(step="ask_order", values=ORDER)
        yield app


def prove(app: App) -> dict[str, Any]:
    app.answer(step="what", option="address")
    code = mailed_code(load(Session.objects.get()))
    return app.answer(step="prove", values={"code": code})[1]


def ask_for_the_new_address(app: App) -> None:
    prove(app)
    app.answer(step="address", values={"name": "Jane Roe", **NEW})
    status, body = app.answer(step="confirm", option="confirm")
    assert (status, body["view"]["kind"]) == (200, "wait")


def carry_out_all() -> None:
    for each in outbox.deliveries_of(Session.objects.get().pk):
        carry_out(each.pk)


def address() -> dict[str, str]:
    kept: dict[str, str] = DemoOrder.objects.get(number="1020").address
    return kept


def test_the_old_address_is_shown_only_after_the_proof(app: App) -> None:
    assert "Mill Lane" not in str(app.resume())
    shown = {each["name"]: each.get("value") for each in prove(app)["view"]["fields"]}
    assert shown == {
        **{"name": "Jane Doe", "street": "12 Mill Lane", "city": "Brno"},
        "postal_code": "602 00",
    }


def test_the_order_gets_the_new_address(app: App) -> None:
    ask_for_the_new_address(app)
    carry_out_all()
    view = app.resume()[1]["view"]
    assert (view["step"], view["outcome"]) == ("done", "solved")
    assert "Jane Roe\n1 New Road\n110 00 Praha" in view["text"]
    assert address() == {"name": "Jane Roe", **NEW, "country": "CZ"}


def test_an_order_that_left_meanwhile_goes_to_a_person_with_both_addresses(app: App) -> None:
    ask_for_the_new_address(app)
    DemoOrder.objects.filter(number="1020").update(status="shipped")
    carry_out_all()
    assert app.resume()[1]["view"]["step"] == "refused"
    carry_out_all()
    ticket = Ticket.objects.get()
    said = "\n".join(each.body for each in ticket.messages.all())
    assert "Old address: Jane Doe, 12 Mill Lane, Brno, 602 00, CZ" in said
    assert "New address: Jane Roe, 1 New Road, 110 00 Praha" in said
    assert address()["street"] == "12 Mill Lane"


@pytest.mark.parametrize(("part", "typed"), [("street", "D5"), ("city", "B"), ("postal_code", "1")])
def test_a_part_too_short_to_deliver_to_is_asked_for_again(app: App, part: str, typed: str) -> None:
    prove(app)
    values = {"name": "Jane Roe", **NEW, part: typed}
    status, body = app.answer(step="address", values=values)
    assert (status, set(body["errors"])) == (422, {part})


@pytest.mark.parametrize("code", ["", " ", "1" * 13])
def test_a_postal_code_is_neither_empty_nor_endless(app: App, code: str) -> None:
    prove(app)
    values = {"name": "Jane Roe", **NEW, "postal_code": code}
    status, body = app.answer(step="address", values=values)
    assert (status, set(body["errors"])) == (422, {"postal_code"})
