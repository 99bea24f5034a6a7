"""What a client is shown of a position."""

from __future__ import annotations

from typing import Any

from flows import runtime
from flows.present import view_of
from selfservice.tenancy.models import Shop
from tests.flows.conftest import publish, text

HYPHENATED: dict[str, Any] = {
    "schema": 1,
    "title": text("Call me back"),
    "languages": ["en"],
    "start": "ask",
    "person": "end",
    "steps": {
        "ask": {
            "kind": "ask",
            "fields": [{"name": "first-name", "type": "text", "label": text("First name")}],
            "exits": {"next": "again"},
        },
        "again": {
            "kind": "ask",
            "fields": [{"name": "first-name", "type": "text", "label": text("First name")}],
            "exits": {"next": "end"},
        },
        "end": {"kind": "end", "outcome": "handed_over", "text": text("We will call.")},
    },
}


def test_a_field_with_a_hyphen_shows_what_was_given_before(in_shop: Shop) -> None:
    publish(in_shop, "call", HYPHENATED, home=True)
    passage, _token = runtime.start(in_shop)
    runtime.answer(passage, "ask", values={"first-name": "Jane"})
    assert view_of(passage).fields[0].value == "Jane"
    runtime.back(passage)
    assert view_of(passage).fields[0].value == "Jane"


def test_a_field_shows_what_is_known_until_the_shopper_says_otherwise(in_shop: Shop) -> None:
    asked = HYPHENATED["steps"]["ask"]
    field = {**asked["fields"][0], "required": False, "prefill": "shop.name"}
    steps = {**HYPHENATED["steps"], "ask": {**asked, "fields": [field]}}
    publish(in_shop, "call", {**HYPHENATED, "steps": steps}, home=True)
    passage, _token = runtime.start(in_shop)
    assert view_of(passage).fields[0].value == in_shop.name
    runtime.answer(passage, "ask", values={"first-name": ""})
    runtime.back(passage)
    assert view_of(passage).fields[0].value == ""


def test_a_fact_that_is_not_known_leaves_its_field_empty(in_shop: Shop) -> None:
    asked = HYPHENATED["steps"]["ask"]
    field = {**asked["fields"][0], "prefill": "order.customer"}
    steps = {**HYPHENATED["steps"], "ask": {**asked, "fields": [field]}}
    publish(in_shop, "call", {**HYPHENATED, "steps": steps}, home=True)
    passage, _token = runtime.start(in_shop)
    assert view_of(passage).fields[0].value is None
