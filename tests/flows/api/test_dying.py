"""A process that dies after the act and before its answer is kept: nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine

from flows import submissions
from flows.models import Entry, Session, Submission
from selfservice import clock
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App, Sent

KEY = "0b1a8f9e-6a53-4a0e-9a55-5a9d5a1f2c3d"


class Died(BaseException):
    """Stands for the kill: nothing catches it on its way."""


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[], Sent]], Sent]]:
    """Sends once in a process that dies before its answer is kept, and again a minute later."""
    kept = Submission.save

    def save(submission: Submission, **options: object) -> None:
        if "update_fields" in options:
            raise Died
        kept(submission, **options)

    def sent_twice(send: Callable[[], Sent]) -> Sent:
        with monkeypatch.context() as patched, pytest.raises(Died):
            patched.setattr(Submission, "save", save)
            send()
        assert send()[1]["type"] == "in-flight"
        with time_machine.travel(clock.now() + submissions.IN_FLIGHT_FOR + timedelta(seconds=1)):
            return send()

    yield sent_twice


def entries(app: App, kind: str) -> int:
    with within(app.shop):
        return Entry.objects.filter(kind=kind).count()


def test_back_goes_one_step_back(app: App, dying: Callable[[Callable[[], Sent]], Sent]) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    app.answer(step="sure", option="yes")
    status, body = dying(lambda: app.post("/api/v1/session/back/", {}, KEY))
    assert (status, body["type"], body["view"]["step"]) == (409, "stale", "sure")
    assert entries(app, "reopened") == 1


def test_a_question_is_asked_once(app: App, dying: Callable[[Callable[[], Sent]], Sent]) -> None:
    app.start()
    status, body = dying(
        lambda: app.post("/api/v1/session/questions/", {"text": "Where is my parcel?"}, KEY)
    )
    assert (status, body["type"]) == (409, "stale")
    assert entries(app, "question") == 1


def test_what_moved_nothing_is_done_again(
    app: App, dying: Callable[[Callable[[], Sent]], Sent]
) -> None:
    app.start()
    status, _body = dying(lambda: app.post("/api/v1/session/links/", {}, KEY))
    assert status == 201


def test_one_session_is_started(app: App, dying: Callable[[Callable[[], Sent]], Sent]) -> None:
    path = f"/api/v1/shops/{app.shop.key}/sessions/"
    status, body = dying(lambda: App(app.shop).post(path, {}, KEY))
    app.token = body["session"]
    assert status == 201
    assert app.resume()[1]["view"] == body["view"]
    with within(app.shop):
        assert Session.objects.count() == 1
    assert entries(app, "entered") == 1


def test_a_session_that_never_began_is_started_anew(
    app: App,
    dying: Callable[[Callable[[], Sent]], Sent],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The row was written, its first entries were not."""
    path = f"/api/v1/shops/{app.shop.key}/sessions/"
    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr("flows.runtime.starting.advance", _die)
        patched.setattr(Submission, "delete", _die)
        App(app.shop).post(path, {}, KEY)
    with time_machine.travel(clock.now() + submissions.IN_FLIGHT_FOR + timedelta(seconds=1)):
        status, _body = App(app.shop).post(path, {}, KEY)
    assert status == 201
    with within(app.shop):
        assert Session.objects.count() == 1


def _die(*_given: object) -> None:
    raise Died
