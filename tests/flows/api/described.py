"""Checks an answer of the API against what the committed description says of that call."""

from __future__ import annotations

import json
import re
from typing import Any

from jsonschema import Draft202012Validator

from flows.api.documents import SCHEMA

DOCUMENT: dict[str, Any] = json.loads(SCHEMA.read_text())


def check(method: str, path: str, status: int, kind: str, body: Any) -> None:
    responses = _operation(method, path)["responses"]
    assert str(status) in responses, f"{method} {path} may not answer {status}: {body}"
    described = responses[str(status)].get("content", {})
    if not described and not body:
        return
    assert kind.partition(";")[0] in described, f"{method} {path} answered {status} as {kind}"
    schema = {**described[kind.partition(";")[0]]["schema"], "components": DOCUMENT["components"]}
    Draft202012Validator(schema).validate(body)


def _operation(method: str, path: str) -> dict[str, Any]:
    for template, operations in DOCUMENT["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            found: dict[str, Any] = operations[method.lower()]
            return found
    raise AssertionError(f"{path} is not described.")
