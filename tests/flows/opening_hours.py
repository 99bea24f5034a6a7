"""A small flow of Anna's that every test of drafts and publishing can change."""

from __future__ import annotations

from typing import Any

import pytest

from flows.drafting import start_flow
from flows.engine.document import Document, load
from flows.models import Flow
from selfservice.tenancy.models import Shop, User

LANGUAGES = ("en", "cs", "es")


def words(text: str) -> dict[str, str]:
    """The text in every language of the test's shop."""
    return dict.fromkeys(LANGUAGES, text)


def small_flow() -> dict[str, Any]:
    return {
        "schema": 1,
        "title": words("Opening hours"),
        "languages": list(LANGUAGES),
        "start": "hours",
        "person": "person",
        "steps": {
            "hours": {
                "kind": "choose",
                "title": "Hours",
                "text": words("We are open from 9 to 17."),
                "options": [
                    {"id": "thanks", "label": words("Thank you")},
                    {"id": "more", "label": words("Something else")},
                ],
                "exits": {"thanks": "solved", "more": "person"},
            },
            "solved": {"kind": "end", "title": "Solved", "text": words("Have a nice day.")},
            "person": {
                "kind": "end",
                "title": "A person takes over",
                "text": words("A colleague will write to you."),
                "outcome": "handed_over",
                "effects": [
                    {
                        "id": "ticket",
                        "kind": "open_ticket",
                        "arguments": {"subject": {"text": words("Question about opening hours")}},
                    }
                ],
            },
        },
    }


@pytest.fixture
def document() -> Document:
    return load(small_flow())


@pytest.fixture
def flow(in_shop: Shop, owner: User, document: Document) -> Flow:
    """A flow of Anna's with one draft, not published."""
    flow = Flow(shop=in_shop, key="hours", title="Opening hours")
    start_flow(flow, document, "Started from a blank page", owner)
    return flow
