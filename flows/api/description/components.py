"""The shapes that the API answers with, as JSON Schema, drawn from the very classes it writes."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from classifier.router.methods import METHODS
from flows.api.shapes import ALWAYS, NOT_IN_JSON
from flows.runtime.erasing import Erased
from flows.runtime.holding import Part
from flows.view import KINDS, TranscriptLine, View
from integrations.desk.models import Status
from integrations.models import State
from selfservice.files.reading import Described

OUTCOMES = ("solved", "handed_over", "abandoned")
_REQUIRED = {
    "Part": ["items", "purpose", "title", "what"],
    "Item": ["label"],
    "Erased": ["erased"],
    "Kept": ["what", "why"],
}
CANCELLED = State.CANCELLED.value  # shown to shoppers as refused

Schema = dict[str, Any]


def components() -> dict[str, Schema]:
    """By name; the View's parts are there too."""
    schema = TypeAdapter(View).json_schema(ref_template="#/components/schemas/{model}")
    named: dict[str, Schema] = schema.pop("$defs")
    named.pop("TranscriptLine")
    named["DeliveryView"]["properties"]["status"]["enum"] = [
        state for state in State.values if state != CANCELLED
    ]
    named["TicketView"]["properties"]["status"]["enum"] = list(Status.values)
    line = TypeAdapter(TranscriptLine).json_schema()
    line["properties"].pop("typed")
    file = TypeAdapter(Described).json_schema()
    made = {**named, **_own(), "View": _view(schema), "TranscriptLine": line, "File": file}
    return {**{name: _tidy(each) for name, each in made.items()}, "Problem": _problem()}


def _own() -> dict[str, Schema]:
    """What is held about a session, and what came of erasing it."""
    made: dict[str, Schema] = {}
    for name, each in (("Part", Part), ("Erased", Erased)):
        schema = TypeAdapter(each).json_schema(ref_template="#/components/schemas/{model}")
        made |= {**schema.pop("$defs"), name: schema}
    return {name: {**each, "required": _REQUIRED[name]} for name, each in made.items()}


def _view(schema: Schema) -> Schema:
    properties = {
        name: each for name, each in schema["properties"].items() if name not in NOT_IN_JSON
    }
    properties["kind"]["enum"] = list(KINDS)
    properties["outcome"]["enum"] = list(OUTCOMES)
    properties["routing"] = _routing()
    properties["poll_after"] = {"type": "integer", "description": "Seconds to wait, then resume."}
    said = "What to show now. `text` is Markdown. Absent parts are left out."
    return {
        **schema,
        "description": said,
        "properties": properties,
        "required": sorted(ALWAYS),
    }


def _routing() -> Schema:
    words = {"type": "array", "items": {"type": "string"}}
    return {
        "type": "object",
        "description": "How the newest typed question was taken.",
        "properties": {
            "method": {"type": "string", "enum": list(METHODS)},
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "flow": {"type": "string"},
            "because": words,
            "alternatives": {"type": "array"},
        },
        "required": ["method"],
    }


def _problem() -> Schema:
    text = {"type": "string"}
    return {
        "type": "object",
        "description": "RFC 9457.",
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "errors": {"type": "object", "additionalProperties": True},
            "view": {"$ref": "#/components/schemas/View"},
        },
        "required": ["type", "title", "status", "detail"],
    }


def _tidy(schema: Schema) -> Schema:
    """Absent parts are left out of the answers, so none of them is ever null."""
    properties = {name: _not_null(each) for name, each in schema["properties"].items()}
    return {**schema, "properties": properties, "additionalProperties": False}


def _not_null(each: Schema) -> Schema:
    options = [option for option in each.get("anyOf", ()) if option != {"type": "null"}]
    kept = {name: value for name, value in each.items() if name not in {"title", "default"}}
    if len(options) != 1:
        return kept
    kept.pop("anyOf")
    return {**kept, **options[0]}
