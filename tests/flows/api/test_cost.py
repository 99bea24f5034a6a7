"""What an answer or a question costs the database, however long the history."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows import passage
from flows.engine.position import Position
from flows.engine.replay import replay
from selfservice.tenancy.models import Shop
from tests.flows.api.conftest import ORDER, App
from tests.flows.topics_taught import PARCEL, UNCLEAR

NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
ANSWERS, QUESTIONS = "/api/v1/session/answers/", "/api/v1/session/questions/"


def statements(app: App, path: str = ANSWERS, *, with_key: bool = True, **asked: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        status, _body = app.post(path, dict(asked), uuid4().hex if with_key else "")
    assert status == 200
    ran = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in ran if not sql.startswith(NOT_COUNTED)]


def test_an_answer_takes_at_most_six_statements(app: App) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    ran = statements(app, step="sure", option="no")
    assert len(ran) <= 6, "\n".join(ran)


def test_without_a_key_it_takes_four(app: App) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    ran = statements(app, with_key=False, step="sure", option="no")
    assert len(ran) <= 4, "\n".join(ran)


def test_the_cost_does_not_grow_with_the_history(app: App) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    first = len(statements(app, step="sure", option="no"))
    for _round in range(5):
        app.answer(step="kept", option="again")
        app.answer(step="which", values=ORDER)
        app.answer(step="sure", option="no")
    app.answer(step="kept", option="again")
    app.answer(step="which", values=ORDER)
    assert len(statements(app, step="sure", option="no")) == first


def test_an_answer_replays_the_session_once_before_and_once_after(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    replayed: list[int] = []

    def counted(documents: Any, entries: Any, *form: Any) -> Position:
        replayed.append(len(entries))
        return replay(documents, entries, *form)

    monkeypatch.setattr(passage, "replay", counted)
    app.answer(step="sure", option="no")
    assert len(replayed) == 2
    assert replayed[1] == replayed[0] + 1


def test_a_question_costs_the_same_however_long_the_history(taught: Shop) -> None:
    app = App(taught)
    app.start()

    def a_round() -> list[str]:
        ran = statements(app, QUESTIONS, text=PARCEL)
        app.answer(step="which", option="question:wrong")
        statements(app, QUESTIONS, text=UNCLEAR)
        app.answer(step="menu", option="question:none")
        return ran

    first, second = a_round(), a_round()
    for _round in range(4):
        a_round()
    assert len(first) <= 20, "\n".join(first)  # the budgets, the model and the flow are new
    assert len(a_round()) == len(second) <= 11, "\n".join(second)


def test_an_answer_costs_no_more_once_a_question_is_closed(taught: Shop) -> None:
    app = App(taught)
    app.start()
    app.post(QUESTIONS, {"text": PARCEL})
    app.answer(step="which", values={"number": "1001"})
    app.answer(step="told", option="again")
    app.answer(step="menu", option="complaint")
    ran = statements(app, step="what", option="broken")
    assert len(ran) <= 6, "\n".join(ran)
