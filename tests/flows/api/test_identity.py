"""POST /api/v1/shops/KEY/sessions/ with an identity that the shop's own server signed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from flows import runtime
from flows.models import Session
from flows.passage import PROOF_LASTS
from integrations.demo_shop.models import DemoOrder
from selfservice import clock
from selfservice.tenancy.identity import renew, secret_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import App
from tests.selfservice.tenancy.signed import claims, signed

ORDER_1001 = {"number": "1001", "email": "jane@example.com"}
ORDER_1011 = {"number": "1011", "email": "maria@example.com"}


@pytest.fixture
def vouching(app: App) -> App:
    renew(app.shop)
    return app


def token(shop: Shop, **other: Any) -> str:
    return signed(secret_of(shop), claims(shop.key, "Jane@Example.com", **other))


def test_who_is_signed_in_at_the_shop_needs_no_code(vouching: App) -> None:
    _status, body = vouching.start(identity=token(vouching.shop))
    email = next(each for each in body["view"]["fields"] if each["name"] == "email")
    assert email["value"] == "Jane@Example.com"
    vouching.answer(step="which", values=ORDER_1001)
    _status, body = vouching.answer(step="sure", option="yes")
    assert (body["view"]["step"], body["view"]["kind"]) == ("cancel", "wait")


def test_it_opens_no_order_of_another_mailbox(vouching: App) -> None:
    vouching.start(identity=token(vouching.shop))
    vouching.answer(step="which", values=ORDER_1011)
    _status, body = vouching.answer(step="sure", option="yes")
    assert body["view"]["kind"] == "prove"


def test_it_lapses_like_every_proof(vouching: App) -> None:
    vouching.start(identity=token(vouching.shop))
    with time_machine.travel(clock.now() + PROOF_LASTS + timedelta(minutes=1)):
        vouching.answer(step="which", values=ORDER_1001)
        _status, body = vouching.answer(step="sure", option="yes")
    assert body["view"]["kind"] == "prove"


def test_a_wrong_one_starts_nothing_and_says_what_to_mend(vouching: App) -> None:
    wrong = signed("0" * 64, claims(vouching.shop.key, "jane@example.com"))
    status, problem = vouching.start(identity=wrong)
    assert (status, problem["type"]) == (422, "invalid")
    assert problem["errors"]["identity"].startswith("The identity is not signed with")
    with within(vouching.shop):
        assert not Session.objects.exists()


def test_a_shop_without_a_secret_takes_none(app: App) -> None:
    status, problem = app.start(identity=token(app.shop))
    assert status == 422
    assert "takes no signed identities" in problem["errors"]["identity"]


def test_a_rotated_secret_ends_the_old_one(vouching: App) -> None:
    old = token(vouching.shop)
    renew(vouching.shop)
    assert vouching.start(identity=old)[0] == 422
    assert vouching.start(identity=token(vouching.shop))[0] == 201


LOOKALIKES = ["jane.\u017f@example.com", "jane.\u212a@example.com", "jane@stra\u00dfe.example"]


@pytest.mark.parametrize("email", LOOKALIKES)
def test_letters_that_only_fold_alike_are_another_mailbox(vouching: App, email: str) -> None:
    """The long s, the Kelvin sign and the sharp s become s, k and ss."""
    with within(vouching.shop):
        order = DemoOrder.objects.get(number="1001")
        order.customer = {**order.customer, "email": email.casefold()}
        order.save()
    who = signed(secret_of(vouching.shop), claims(vouching.shop.key, email))
    assert vouching.start(identity=who)[0] == 201
    vouching.answer(step="which", values={"number": "1001", "email": email.casefold()})
    _status, body = vouching.answer(step="sure", option="yes")
    assert body["view"]["kind"] == "prove"


def test_who_comes_with_a_link_is_not_told_who_was_signed_in(vouching: App) -> None:
    vouching.start(identity=token(vouching.shop))
    url = vouching.post("/api/v1/session/links/", {})[1]["link"]["url"]
    vouching.token = runtime.redeem(runtime.find_link(url.rstrip("/").rpartition("/")[2]))
    told = str(vouching.resume()) + str(vouching.see("/api/v1/session/data/"))
    assert "jane@example.com" not in told.lower()
