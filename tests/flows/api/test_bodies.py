"""Bodies that no app of ours would send."""

from __future__ import annotations

from typing import Any

import pytest

from flows.api.parsing import LARGEST
from flows.models import Session
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import App

ADDRESSES = ["/api/v1/shops/{key}/sessions/", "/api/v1/session/answers/", "/api/v1/session/back/"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 90_000, 400),
        (b'{"a":' * 30_000, 400),
        (b'"' + b"x" * LARGEST + b'"', 413),
        (b'"' + b"x" * 5_000_000 + b'"', 413),
    ],
    ids=["arrays", "objects", "long", "longest"],
)
def test_what_is_too_deep_or_too_long_is_a_plain_problem(
    app: App, address: str, body: bytes, status: int
) -> None:
    app.start()
    answered = app.client.post(
        address.format(key=app.shop.key),
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {app.token}"},
    )
    assert answered.status_code == status
    assert answered.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("depth", [30, 600])
def test_values_within_values_are_a_plain_problem(app: App, depth: int) -> None:
    """Deeper than any answer, and not so deep that reading the JSON itself fails."""
    app.start()
    status, body = app.answer(step="which", values={"number": _nested(depth)})
    assert (status, body["type"]) == (400, "parse_error")


@pytest.mark.parametrize("charset", ["rot13", "unicode_escape", "idna", "undefined"])
def test_another_charset_is_a_plain_problem(app: App, charset: str) -> None:
    app.start()
    lines = ("--b", 'Content-Disposition: form-data; name="file"; filename="a"', "", "x", "--b--")
    answered = app.client.generic(
        "POST",
        "/api/v1/session/files/",
        "\r\n".join((*lines, "")),
        content_type=f"multipart/form-data; boundary=b; charset={charset}",
        headers={"Authorization": f"Bearer {app.token}"},
    )
    assert answered.status_code == 400
    assert answered.headers["Content-Type"] == "application/problem+json"


def test_a_form_of_too_many_fields_is_a_plain_problem(app: App) -> None:
    app.start()
    answered = app.client.post(
        "/api/v1/session/files/",
        {f"field-{number}": "" for number in range(3000)},
        headers={"Authorization": f"Bearer {app.token}"},
    )
    assert answered.status_code == 400
    assert answered.headers["Content-Type"] == "application/problem+json"


def _nested(depth: int) -> list[Any]:
    nested: list[Any] = []
    for _level in range(depth):
        nested = [nested]
    return nested


def test_what_the_api_answers_is_kept_by_nobody(app: App) -> None:
    address = f"/api/v1/shops/{app.shop.key}/sessions/"
    for answered in (
        app.client.post(address, {}, content_type="application/json"),
        app.client.get("/api/v1/session/"),
    ):
        assert answered.headers["Cache-Control"] == "private, no-store"


def test_the_page_is_kept_without_what_follows_it(app: App) -> None:
    app.start(page="/basket#token=secret")
    with within(app.shop):
        assert Session.objects.get().page == "/basket"
