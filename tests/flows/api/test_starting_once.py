"""POST /api/v1/shops/KEY/sessions/ with an Idempotency-Key: one session, however often sent."""

from __future__ import annotations

from datetime import timedelta

import time_machine

from flows import submissions
from flows.models import Session, Submission
from selfservice import clock
from selfservice.tenancy.scope import within
from tests.at_once import AtOnce
from tests.flows.api.conftest import App, Sent

KEY = "0b1a8f9e-6a53-4a0e-9a55-5a9d5a1f2c3d"


def start(app: App, key: str = KEY, **asked: str) -> Sent:
    app.token = ""
    return app.post(f"/api/v1/shops/{app.shop.key}/sessions/", asked, key)


def sessions(app: App) -> int:
    with within(app.shop):
        return Session.objects.count()


def test_the_same_key_and_body_give_the_same_session(app: App) -> None:
    first, second = start(app, language="en"), start(app, language="en")
    assert first[0] == 201
    assert second == first
    assert sessions(app) == 1


def test_another_body_with_the_key_is_refused(app: App) -> None:
    start(app, language="en")
    status, problem = start(app, language="cs")
    assert (status, problem["type"]) == (422, "key-reused")
    assert sessions(app) == 1


def test_another_key_and_no_key_start_another_session(app: App) -> None:
    tokens = {start(app, key)[1]["session"] for key in (KEY, KEY.upper(), "", "")}
    assert len(tokens) == 4
    assert sessions(app) == 4


def test_a_key_that_can_be_guessed_starts_nothing(app: App) -> None:
    status, problem = start(app, "1")
    assert (status, problem["type"]) == (422, "invalid")
    assert "UUID" in problem["errors"]["Idempotency-Key"]
    assert sessions(app) == 0


def test_a_key_in_flight_is_409_until_whoever_had_it_is_given_up(app: App) -> None:
    start(app)
    with within(app.shop):
        Submission.objects.update(session=None, status=None)
        Session.objects.all().delete()
    status, problem = start(app)
    assert (status, problem["type"]) == (409, "in-flight")
    with time_machine.travel(clock.now() + submissions.IN_FLIGHT_FOR + timedelta(seconds=1)):
        assert start(app)[0] == 201
    assert sessions(app) == 1


def test_a_refused_start_frees_its_key(app: App) -> None:
    assert start(app, flow="nothing")[0] == 404
    with within(app.shop):
        assert not Submission.objects.exists()
    assert start(app)[0] == 201


def test_a_key_of_another_shop_means_nothing_here(app: App, other_shop: object) -> None:
    token = start(app)[1]["session"]
    app.shop = other_shop  # type: ignore[assignment]
    status, body = start(app)
    assert status == 404
    assert token not in str(body)


def test_sent_at_once_it_starts_one_session(at_once: AtOnce, app: App) -> None:
    address = f"/api/v1/shops/{app.shop.key}/sessions/"
    answers = at_once(8, lambda _number: App(app.shop).post(address, {}, KEY))
    assert {status for status, _body in answers} <= {201, 409}
    assert len({body["session"] for status, body in answers if status == 201}) == 1
    assert sessions(app) == 1


def test_long_keys_that_begin_alike_are_two(app: App) -> None:
    tokens = {start(app, "shopper-" + "0" * 90 + end)[1]["session"] for end in ("1", "2", "1")}
    assert len(tokens) == 2
    assert sessions(app) == 2
