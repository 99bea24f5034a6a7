"""No request may be repeated until the database is full or each answer takes seconds."""

from __future__ import annotations

from uuid import uuid4

import pytest

from flows.models import Entry, Submission
from flows.runtime import growing, rating
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App

VERBS = [
    ("answers", {"step": "which", "values": ORDER | {"number": "1002"}}),
    ("answers", {"step": "which", "option": "person"}),
    ("back", {}),
]


@pytest.mark.parametrize(("verb", "asked"), VERBS)
def test_a_conversation_of_very_many_steps_has_ended(
    app: App, monkeypatch: pytest.MonkeyPatch, verb: str, asked: dict[str, object]
) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    with within(app.shop):
        before = Entry.objects.count()
    monkeypatch.setattr(growing, "MOST_ENTRIES", before)
    status, body = app.post(f"/api/v1/session/{verb}/", asked)
    assert (status, body["type"]) == (410, "expired")
    with within(app.shop):
        assert Entry.objects.count() == before


def test_what_was_asked_and_promised_can_still_be_seen(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.start()
    app.answer(step="which", option="person")
    monkeypatch.setattr(growing, "MOST_ACCEPTED", 1)
    assert app.answer(step="human", option="again")[0] == 410
    status, body = app.resume()
    assert (status, body["view"]["step"]) == (200, "human")


def test_what_changes_nothing_leaves_nothing_behind(app: App) -> None:
    app.start()
    key = uuid4().hex
    first = app.answer(key, step="which", values=ORDER)
    with within(app.shop):
        before = Submission.objects.count(), Entry.objects.count()
    for _again in range(3):
        assert app.answer(uuid4().hex, step="which", values=ORDER) == first
    with within(app.shop):
        assert (Submission.objects.count(), Entry.objects.count()) == before
    assert app.answer(key, step="which", values=ORDER) == first


def test_an_end_is_not_rated_for_ever(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    app.answer(step="sure", option="no")
    monkeypatch.setattr(rating, "IN_AN_HOUR", 2)
    codes = [app.post("/api/v1/session/rating/", {"score": 5}, f"k{n}")[0] for n in range(4)]
    assert codes == [204, 204, 204, 429]
