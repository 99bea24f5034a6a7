"""POST /api/v1/shops/KEY/sessions/ and GET /api/v1/session/."""

from __future__ import annotations

from flows.models import Session
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App


def test_a_session_starts_with_its_token_and_first_view(app: App) -> None:
    status, body = app.start(language="en", page="/cart?secret=1")
    assert status == 201
    assert len(body["session"]) >= 43
    assert body["view"]["kind"] == "ask"
    assert [field["name"] for field in body["view"]["fields"]] == ["number", "email"]


def test_the_token_is_stored_as_a_digest_and_the_page_without_its_query(app: App) -> None:
    _status, body = app.start(page="/cart?secret=1")
    with within(app.shop):
        session = Session.objects.get()
    assert body["session"] not in session.token
    assert session.page == "/cart"


def test_an_unknown_shop_and_an_unknown_flow_are_404_problems(app: App) -> None:
    status, body = app.post("/api/v1/shops/nobody/sessions/", {})
    assert (status, body["status"]) == (404, 404)
    status, body = app.start(flow="nothing")
    assert (status, body["type"]) == (404, "unknown-flow")


def test_a_session_resumes_with_its_transcript(app: App) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    status, body = app.resume()
    assert status == 200
    assert body["view"]["step"] == "sure"
    assert body["transcript"][0]["answer"] == "1001, jane@example.com"
    assert set(body["transcript"][0]) == {"step", "visit", "question", "answer", "at", "can_change"}


def test_a_wrong_token_and_none_are_alike(app: App) -> None:
    app.start()
    app.token = "x" * 43
    status, wrong = app.resume()
    assert status == 404
    assert app.client.get("/api/v1/session/").status_code == 404
    assert wrong["type"] == "unknown-session"


def test_no_answer_of_the_api_sets_a_cookie(app: App) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    assert not app.client.cookies
