"""Describes the API as an OpenAPI document: what each call takes, answers and refuses."""

from __future__ import annotations

import json
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.settings import patched_settings
from drf_spectacular.utils import extend_schema_view

from flows.api.description.calls import calls
from flows.api.description.components import components
from flows.api.description.own_calls import own_calls

SETTINGS = {
    "TITLE": "selfservice",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": "Guided self-service for e-shops, for apps, messengers and voice. A session is "
    "one shopper's passage through the shop's flows; its view is what to show now, and every "
    "answer gives the next one.",
    "LICENSE": {"name": "Apache-2.0"},
}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "flows.api.tokens.BearerToken"
    name = "session"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "The session's token."}


def document() -> dict[str, Any]:
    for view, methods in (*calls(), *own_calls()):
        extend_schema_view(**methods)(view)
    with patched_settings(SETTINGS):
        generator = SchemaGenerator()  # type: ignore[no-untyped-call]
        made: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    made["components"]["schemas"].update(components())
    return made


def text() -> str:
    return json.dumps(document(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
