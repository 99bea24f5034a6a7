"""An app chooses some pieces of a line, and one that knows only ids still works."""

from __future__ import annotations

from typing import Any

import pytest

from flows import runtime
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import App
from tests.flows.cancelling import publish
from tests.flows.returning import returning
from tests.flows.runtime.steps import mailed_code


@pytest.fixture
def choosing(app: App) -> App:
    """At the question which items of order 1021 to return: two mugs and a teapot."""
    with within(app.shop):
        publish(app.shop, "cancel", returning())
    app.start()
    app.answer(step="which", values={"number": "1021", "email": "jane@example.com"})
    app.answer(step="sure", option="yes")
    with within(app.shop):
        code = mailed_code(runtime.find(app.token, app.shop))
    app.answer(step="prove", values={"code": code})
    return app


def field(body: dict[str, Any]) -> dict[str, Any]:
    (found,) = body["view"]["fields"]
    return dict(found)


def test_a_choice_says_how_many_pieces_there_are(choosing: App) -> None:
    assert field(choosing.resume()[1])["choices"] == [
        {"id": "MUG", "label": "2 × Blue mug", "quantity": 2},
        {"id": "POT", "label": "Glass teapot", "quantity": 1},
    ]


@pytest.mark.parametrize(
    ("sent", "said", "kept"),
    [
        (["MUG", "POT"], "2 × Blue mug; Glass teapot", ["MUG", "POT"]),
        ([{"id": "MUG", "quantity": 2}], "2 × Blue mug", ["MUG"]),
        ([{"id": "MUG", "quantity": 1}], "1 of 2 × Blue mug", [{"id": "MUG", "quantity": 1}]),
    ],
)
def test_ids_are_whole_lines_and_quantities_are_pieces(
    choosing: App, sent: list[Any], said: str, kept: list[Any]
) -> None:
    status, body = choosing.answer(step="items", values={"lines": sent})
    assert (status, body["view"]["text"]) == (200, f"It is {said}.")
    assert field(choosing.post("/api/v1/session/back/", {})[1])["value"] == kept


def test_more_pieces_than_there_are_is_422_with_a_sentence(choosing: App) -> None:
    wrong = [{"id": "MUG", "quantity": 3}]
    status, body = choosing.answer(step="items", values={"lines": wrong})
    assert status == 422
    assert body["errors"] == {"lines": "2 × Blue mug: choose from 1 to 2 pieces."}
