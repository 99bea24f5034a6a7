"""What the descriptions of the API's calls are made of: shapes, answers and refusals."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

PROBLEM_JSON = "application/problem+json"
IDEMPOTENCY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key and body get the answer that was given before.",
)
REFUSALS = {
    400: "The body cannot be read.",
    404: "The session or shop is not known.",
    409: "Stale, already accepted, or still being answered; with the present view.",
    410: "The session has expired.",
    413: "Larger than can be taken.",
    415: "Not the content type that this call takes.",
    422: "Some values cannot be taken; `errors` names each.",
    429: "Too many; `Retry-After` says when to try again.",
    503: "No room for files now.",
}
OF_A_SESSION = (404, 410, 429)
WITH_BODY = (400, 413, 415, 409, 422, 429)
CHANGING = (*OF_A_SESSION, *WITH_BODY)


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def answers(status: int, shape: dict[str, Any] | None, said: str, *refused: int) -> dict[Any, Any]:
    """What a call may answer: when it went well, and each way in which it was refused."""
    done = {status: OpenApiResponse(response=shape, description=said)}
    problems = {
        (code, PROBLEM_JSON): OpenApiResponse(response=ref("Problem"), description=REFUSALS[code])
        for code in refused
    }
    return {**done, **problems}


def objects(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": sorted(properties)}
