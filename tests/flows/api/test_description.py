"""GET /api/schema/ and /api/docs/: the description is there, whole and up to date."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from flows.api.description import document
from flows.api.documents import SCHEMA
from tests.flows.api.described import DOCUMENT

# What the calls are from outside: a change here is a change of the contract.
CALLS = {
    ("POST", "/api/v1/shops/{key}/sessions/"),
    ("GET", "/api/v1/session/"),
    ("POST", "/api/v1/session/answers/"),
    ("POST", "/api/v1/session/back/"),
    ("POST", "/api/v1/session/questions/"),
    ("POST", "/api/v1/session/files/"),
    ("POST", "/api/v1/session/links/"),
    ("POST", "/api/v1/session/rating/"),
    ("GET", "/api/v1/session/data/"),
    ("DELETE", "/api/v1/session/data/"),
}


def test_the_committed_description_is_what_the_code_says() -> None:
    assert SCHEMA.read_text() == document.text(), "run make schema"


def test_it_describes_every_call_and_no_other() -> None:
    found = {
        (method.upper(), path)
        for path, operations in DOCUMENT["paths"].items()
        for method in operations
    }
    assert found == CALLS


def test_every_address_of_the_api_is_among_them() -> None:
    names = [name for name in get_resolver().reverse_dict if str(name).startswith("api-")]
    assert len(set(names) - {"api-schema", "api-docs"}) == len({path for _verb, path in CALLS})


def test_it_is_an_openapi_document() -> None:
    """The meta-schema of OpenAPI 3.1, and of JSON Schema for each part that describes a body."""
    assert DOCUMENT["openapi"].startswith("3.1.")
    validate_schema(DOCUMENT)  # type: ignore[no-untyped-call]
    for schema in (*DOCUMENT["components"]["schemas"].values(), *_schemas(DOCUMENT["paths"])):
        Draft202012Validator.check_schema(schema)


def _schemas(part: object) -> list[object]:
    """Those of parameters, bodies and answers, wherever they stand."""
    if isinstance(part, list):
        return [each for value in part for each in _schemas(value)]
    if not isinstance(part, dict):
        return []
    inner = [each for name, value in part.items() if name != "schema" for each in _schemas(value)]
    return [*inner, *([part["schema"]] if "schema" in part else [])]


def test_every_reference_leads_somewhere() -> None:
    def references(part: object) -> set[str]:
        if isinstance(part, dict):
            inner = {each for value in part.values() for each in references(value)}
            return inner | ({str(part["$ref"])} if "$ref" in part else set())
        if isinstance(part, list):
            return {each for value in part for each in references(value)}
        return set()

    named = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    assert references(DOCUMENT) <= named


def test_it_is_served_to_every_origin_and_kept_by_browsers(client: Client) -> None:
    served = client.get("/api/schema/")
    assert served.json() == DOCUMENT
    assert served.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get("/api/schema/", headers={"If-None-Match": served.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content


@pytest.mark.parametrize("address", ["/api/docs/", "/api/schema/"])
def test_reading_it_sets_no_cookie_and_asks_no_database(client: Client, address: str) -> None:
    answered = client.get(address)
    assert answered.status_code == 200
    assert not client.cookies


def test_the_page_runs_no_script_but_our_own(client: Client) -> None:
    policy = client.get("/api/docs/").headers["Content-Security-Policy"]
    script = next(each for each in policy.split("; ") if each.startswith("script-src"))
    assert "unsafe" not in script and "http" not in script
