"""POST /api/v1/session/back/."""

from __future__ import annotations

from tests.flows.api.conftest import ORDER, App


def back(app: App, **asked: str) -> tuple[int, dict[str, object]]:
    return app.post("/api/v1/session/back/", asked)


def test_back_opens_the_last_answer_with_its_values(app: App) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    status, body = back(app)
    assert status == 200
    values = [field["value"] for field in body["view"]["fields"]]  # type: ignore[index]
    assert values == ["1001", "jane@example.com"]


def test_back_to_a_named_step(app: App) -> None:
    app.start()
    app.answer(step="which", values=ORDER)
    app.answer(step="sure", option="yes")
    _status, body = back(app, to="which")
    assert body["view"]["step"] == "which"  # type: ignore[index]


def test_back_at_the_start_is_409_with_the_present_view(app: App) -> None:
    app.start()
    status, body = back(app)
    assert (status, body["type"]) == (409, "stale")
