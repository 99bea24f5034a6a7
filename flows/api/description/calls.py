"""Describes the calls that lead a session on: start, resume, answer, go back, ask, send a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema

from flows.api import files, questions, shapes, views
from flows.api.description.parts import (
    CHANGING,
    IDEMPOTENCY,
    OF_A_SESSION,
    WITH_BODY,
    answers,
    objects,
    ref,
)

VIEWED = objects(view=ref("View"))
ANSWER_EXAMPLES = [
    OpenApiExample("A button", {"step": "what", "option": "cancel"}, request_only=True),
    OpenApiExample(
        "A form",
        {"step": "order", "values": {"number": "1001", "email": "jane@example.com"}},
        request_only=True,
    ),
    OpenApiExample(
        "Some pieces of what is counted",
        {"step": "items", "values": {"items": ["POT", {"id": "MUG", "quantity": 1}]}},
        request_only=True,
    ),
]


def calls() -> Iterator[tuple[type, dict[str, Any]]]:
    """Each view with the description of its methods."""
    yield views.Start, {"post": _starting()}
    yield views.Resume, {"get": _resuming()}
    yield views.Answers, {"post": _answering()}
    yield views.Back, {"post": _going_back()}
    yield questions.Questions, {"post": _asking()}
    yield files.Files, {"post": _sending_file()}


def _starting() -> Any:
    return extend_schema(
        operation_id="startSession",
        summary="Start a session",
        description="The token is in this answer and nowhere else.",
        parameters=[IDEMPOTENCY],
        request=shapes.StartShape,
        responses=answers(
            201,
            objects(session={"type": "string"}, view=ref("View")),
            "The session's token and its first view.",
            *(404, *WITH_BODY),
        ),
        auth=[],
    )


def _resuming() -> Any:
    return extend_schema(
        operation_id="resumeSession",
        summary="The session as it stands",
        description="For coming back, and for asking again after `poll_after` seconds.",
        responses=answers(
            200,
            objects(
                view=ref("View"),
                transcript={"type": "array", "items": ref("TranscriptLine")},
            ),
            "The view, and what was asked and answered.",
            *OF_A_SESSION,
        ),
    )


def _answering() -> Any:
    return extend_schema(
        operation_id="answer",
        summary="Answer a step, or change an earlier answer",
        description="Later answers that are still on the path are kept. The same answer "
        "again changes nothing. Of several choices each is named by its id, or by "
        "`{id, quantity}` where fewer pieces than its `quantity` are meant. A code is "
        "`values: {code}`; the options `resend`, `person` and `again` are good wherever "
        "they make sense.",
        parameters=[IDEMPOTENCY],
        request=shapes.AnswerShape,
        examples=ANSWER_EXAMPLES,
        responses=answers(200, VIEWED, "The next view.", *CHANGING),
    )


def _going_back() -> Any:
    return extend_schema(
        operation_id="goBack",
        summary="Open an earlier step again",
        description="Later answers are kept.",
        parameters=[IDEMPOTENCY],
        request=shapes.BackShape,
        responses=answers(200, VIEWED, "The earlier step.", *CHANGING),
    )


def _asking() -> Any:
    return extend_schema(
        operation_id="askQuestion",
        summary="Ask in the shopper's own words",
        description="Leads to a flow, or offers up to three and a person.",
        parameters=[IDEMPOTENCY],
        request={"application/json": objects(text={"type": "string", "maxLength": 2000})},
        responses=answers(200, VIEWED, "Where it led, with `routing` in the view.", *CHANGING),
    )


def _sending_file() -> Any:
    return extend_schema(
        operation_id="sendFile",
        summary="Send a photo",
        description="Its id is then a value of a file field.",
        parameters=[IDEMPOTENCY],
        request={"multipart/form-data": objects(file={"type": "string", "format": "binary"})},
        responses=answers(
            201, objects(file=ref("File")), "The file as it is kept.", *CHANGING, 503
        ),
    )
