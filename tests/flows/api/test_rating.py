"""POST /api/v1/session/rating/."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows.models import Rating
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App, Sent
from tests.flows.api.holding import nobodys
from tests.flows.api.test_cost import NOT_COUNTED

PATH = "/api/v1/session/rating/"


@pytest.fixture
def ended(app: App) -> App:
    app.start()
    app.answer(step="which", values=ORDER)
    app.answer(step="sure", option="no")
    return app


def rate(app: App, key: str = "", **asked: object) -> Sent:
    return app.post(PATH, asked, key)


def kept(app: App) -> list[tuple[str, str, int, int, str]]:
    with within(app.shop):
        rows = Rating.objects.order_by("visit")
        return [(each.flow, each.step, each.visit, each.score, each.comment) for each in rows]


def test_a_rating_is_204_and_is_kept_with_its_end(ended: App) -> None:
    assert rate(ended, score=4, comment=" Quick.\n Thanks ") == (204, {})
    assert kept(ended) == [("cancel", "kept", 1, 4, "Quick. Thanks")]


def test_another_replaces_it(ended: App) -> None:
    rate(ended, score=4, comment="Quick.")
    assert rate(ended, score=2)[0] == 204
    assert kept(ended) == [("cancel", "kept", 1, 2, "")]


def test_the_next_end_is_rated_by_itself(ended: App) -> None:
    rate(ended, score=5)
    ended.answer(step="kept", option="again")
    assert rate(ended, score=1)[0] == 409
    ended.answer(step="which", values=ORDER)
    ended.answer(step="sure", option="no")
    rate(ended, score=1)
    assert [(visit, score) for _flow, _step, visit, score, _comment in kept(ended)] == [
        (1, 5),
        (2, 1),
    ]


def test_where_nothing_has_ended_it_is_409_with_the_view(app: App) -> None:
    app.start()
    status, body = rate(app, score=5)
    assert (status, body["type"], body["view"]["step"]) == (409, "stale", "which")
    assert kept(app) == []


def test_the_view_stays_as_it_was(ended: App) -> None:
    before = ended.resume()
    rate(ended, score=3)
    assert ended.resume() == before


@pytest.mark.parametrize("score", [0, 6, -1, "good", None, True, 2.5, [5], {}])
def test_what_is_no_score_is_422(ended: App, score: object) -> None:
    status, body = rate(ended, score=score)
    assert (status, set(body["errors"])) == (422, {"score"})
    assert kept(ended) == []


@pytest.mark.parametrize("comment", ["a" * 2_001, None, ["x"], {"a": 1}])
def test_what_is_no_comment_is_422(ended: App, comment: object) -> None:
    status, body = rate(ended, score=5, comment=comment)
    assert (status, set(body["errors"])) == (422, {"comment"})


def test_a_comment_is_sealed_and_holds_no_card(ended: App) -> None:
    rate(ended, score=1, comment="my card 4111 1111 1111 1111")
    assert "1111" not in kept(ended)[0][4]
    with connection.cursor() as cursor:
        cursor.execute("SELECT comment FROM flows_rating")
        assert "card" not in cursor.fetchone()[0]


def test_the_same_key_rates_once(ended: App) -> None:
    assert [rate(ended, "k1", score=5) for _each in range(2)] == [(204, {})] * 2
    assert rate(ended, "k1", score=4)[1]["type"] == "key-reused"
    assert [score for *_end, score, _comment in kept(ended)] == [5]


@nobodys
def test_nobodys_token_rates_nothing(app: App, token: str) -> None:
    app.token = token
    status, body = rate(app, score=5)
    assert (status, body["type"]) == (404, "unknown-session")


def test_rating_takes_six_statements_at_most(ended: App) -> None:
    with CaptureQueriesContext(connection) as captured:
        rate(ended, score=5)
    ran = [each["sql"] for each in captured.captured_queries]
    ran = [sql for sql in ran if not sql.startswith(NOT_COUNTED)]
    assert len(ran) <= 6, "\n".join(ran)
