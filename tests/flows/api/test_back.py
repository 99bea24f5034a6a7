"""POST /api/v1/session/back/."""

from __future__ import annotations

import pytest
from django.utils import translation

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


@pytest.mark.parametrize(("accepted", "said"), [("", "cs"), ("en", "en")])
def test_a_refusal_is_in_the_sessions_language_unless_the_app_asks_for_another(
    app: App, accepted: str, said: str
) -> None:
    app.start(language="cs")
    headers = {"Authorization": f"Bearer {app.token}"}
    headers |= {"Accept-Language": accepted} if accepted else {}
    with translation.override("en"):  # restores what the request leaves behind
        json = "application/json"
        answered = app.client.post("/api/v1/session/back/", {}, json, headers=headers)
        translation.activate(said)
        sentence = translation.gettext("There is no earlier answer to go back to.")
    assert answered.json()["detail"] == sentence
    assert answered.headers["Content-Language"] == said
