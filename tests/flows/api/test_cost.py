"""What an answer costs the database: at most six statements, however long the history."""

from __future__ import annotations

from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.flows.api.conftest import ORDER, App

NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def statements(app: App, **asked: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        status, _body = app.answer(key=uuid4().hex, **asked)
    assert status == 200
    ran = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in ran if not sql.startswith(NOT_COUNTED)]


def test_an_answer_takes_at_most_six_statements(app: App) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    ran = statements(app, step="sure", option="no")
    assert len(ran) <= 6, "\n".join(ran)


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
