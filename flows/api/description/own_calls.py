"""Describes what a session's holder may do with it: take it along, rate it, see it, erase it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema

from flows.api import own, shapes
from flows.api.description.parts import (
    CHANGING,
    IDEMPOTENCY,
    OF_A_SESSION,
    answers,
    objects,
    ref,
)

WHEN = {"type": "string", "format": "date-time"}


def own_calls() -> Iterator[tuple[type, dict[str, Any]]]:
    """Each view with the description of its methods."""
    yield own.Links, {"post": _links()}
    yield own.Ratings, {"post": _rating()}
    yield own.Data, {"get": _data(), "delete": _erasing()}


def _links() -> Any:
    made = objects(link=objects(url={"type": "string", "format": "uri"}, expires=WHEN))
    sent = objects(link=objects(expires=WHEN))
    responses = answers(201, made, "The link.", *CHANGING)
    responses[202] = OpenApiResponse(response=sent, description="It is sent by mail.")
    return extend_schema(
        operation_id="makeLink",
        summary="Go on with the session on another device",
        description="The link is good once, for 72 hours. Who opens it and presses the button gets "
        "a new token: this one is then 410, and what was proven has to be proven again. With "
        "`email` it is sent there, and the answer is the same whether that mailbox may get more "
        "mail today or not.",
        parameters=[IDEMPOTENCY],
        request=shapes.LinkShape,
        responses=responses,
    )


def _rating() -> Any:
    return extend_schema(
        operation_id="rate",
        summary="Rate where the session ended",
        description="Another rating of the same end replaces it. 409 where nothing has ended.",
        parameters=[IDEMPOTENCY],
        request=shapes.RatingShape,
        responses=answers(204, None, "Kept.", *CHANGING),
    )


def _data() -> Any:
    parts = {"type": "array", "items": ref("Part")}
    return extend_schema(
        operation_id="seeData",
        summary="Everything that is held about the session",
        description="In words, with why and until when each is kept. Facts that await a proof "
        "are not shown.",
        responses=answers(200, objects(data=parts), "What is held.", *OF_A_SESSION),
    )


def _erasing() -> Any:
    return extend_schema(
        operation_id="eraseData",
        summary="Erase the session",
        description="409 `under-way` while something that was promised is not settled. "
        "Afterwards the token is unknown.",
        responses=answers(
            200, ref("Erased"), "What was erased, and what stays and why.", *OF_A_SESSION, 409
        ),
    )
