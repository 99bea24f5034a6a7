"""Each call, answered and refused: what is really sent is what the description says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.flows.api.conftest import ORDER, App
from tests.flows.api.described import check
from tests.flows.api.test_description import CALLS
from tests.selfservice.files.samples import photo

START = "/api/v1/shops/{key}/sessions/"
SESSION = "/api/v1/session/"
Asked = dict[str, Any]
# What makes each call succeed, and what is wrong with it for the one that holds a session.
GOOD: dict[tuple[str, str], Asked] = {
    ("POST", START): {},
    ("GET", SESSION): {},
    ("POST", f"{SESSION}answers/"): {"step": "which", "values": ORDER},
    ("POST", f"{SESSION}back/"): {"to": "which"},
    ("POST", f"{SESSION}questions/"): {"text": "Where is my parcel?"},
    ("POST", f"{SESSION}files/"): {"file": photo()},
    ("POST", f"{SESSION}links/"): {},
    ("POST", f"{SESSION}rating/"): {"score": 5},
    ("GET", f"{SESSION}data/"): {},
    ("DELETE", f"{SESSION}data/"): {},
}
WRONG: dict[tuple[str, str], Asked] = {
    ("POST", START): {"flow": "nowhere"},
    ("POST", f"{SESSION}answers/"): {"step": "which", "values": {}},
    ("POST", f"{SESSION}back/"): {"to": "nowhere"},
    ("POST", f"{SESSION}questions/"): {"text": ""},
    ("POST", f"{SESSION}files/"): {"file": b"<svg/>"},
    ("POST", f"{SESSION}links/"): {"email": "nobody"},
    ("POST", f"{SESSION}rating/"): {"score": 6},
}
every = pytest.mark.parametrize(("method", "path"), sorted(CALLS))


def ready(app: App, path: str) -> None:
    """As far as the call needs it: back needs an answer, and a rating needs an end."""
    app.start()
    if path.endswith(("back/", "rating/")):
        app.answer(step="which", values=ORDER)
    if path.endswith("rating/"):
        app.answer(step="sure", option="no")


def sent(app: App, method: str, path: str, asked: Asked) -> int:
    """The status of an answer that the description knows, with just such a body."""
    path = path.replace("{key}", app.shop.key)
    send: Callable[..., Any] = getattr(app.client, method.lower())
    headers = {"Authorization": f"Bearer {app.token}"} if app.token else {}
    if path.endswith("files/"):
        asked = {"file": SimpleUploadedFile("photo.jpg", asked.get("file", b""), "image/jpeg")}
        answered = send(path, asked, headers=headers)
    elif method == "POST":
        answered = send(path, asked, content_type="application/json", headers=headers)
    else:
        answered = send(path, headers=headers)
    body = answered.json() if answered.content else {}
    check(method, path, answered.status_code, answered.headers.get("Content-Type", ""), body)
    return int(answered.status_code)


@every
def test_a_call_is_answered_as_described(app: App, method: str, path: str) -> None:
    ready(app, path)
    assert sent(app, method, path, GOOD[method, path]) in {200, 201, 204}


@every
def test_a_call_that_is_wrong_is_refused_as_described(app: App, method: str, path: str) -> None:
    """Those that say nothing which could be wrong are refused to whoever holds no session."""
    ready(app, path)
    if (method, path) not in WRONG:
        app.token = "nobodys"
    refused = sent(app, method, path, WRONG.get((method, path), {}))
    assert refused in ({404, 409, 415, 422} if app.token != "nobodys" else {404})


@every
def test_a_session_that_is_nobodys_is_refused_as_described(
    app: App, method: str, path: str
) -> None:
    app.token = "nobodys"
    app.shop.key = "nobodys"
    assert sent(app, method, path, GOOD[method, path]) == 404
