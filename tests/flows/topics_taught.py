"""A shop whose home flow leads to three others, and a model that tells them apart."""

from __future__ import annotations

from typing import Any

from classifier import phrases
from classifier.models import ModelVersion, Source
from classifier.training.work import train
from flows.teaching import hand_over
from selfservice.tenancy.models import Shop
from tests.classifier.taught import PHRASES
from tests.flows.cancelling import CANCEL, publish, text

# What is typed, and what the trained model makes of it.
PARCEL = "where is my parcel"  # opens `status`
STOP = "I want to cancel, please stop the order"  # opens `cancel`
HELLO = "hello, can you help me"  # opens the home menu
UNCLEAR = "cancel the package"  # offers cancel, status, complaint
VAGUE = "is it safe"  # may be about the same, but hardly
UNKNOWN = "xyzzy plugh"  # is about nothing it knows

HUMAN = {
    "kind": "end",
    "outcome": "handed_over",
    "text": text("A person will write to you."),
    "effects": [
        {
            "id": "ticket",
            "kind": "open_ticket",
            "arguments": {"subject": {"text": text("Please help")}},
        }
    ],
}
MESSAGE = {
    "kind": "ask",
    "text": text("Write to us."),
    "fields": [{"name": "message", "type": "long_text", "label": text("Message")}],
    "exits": {"next": "human"},
}
WORDS = {
    "home": [
        *("hello", "can you help me", "I need help", "show me the menu", "good morning"),
        "I have a question",
    ]
}


def _flow(title: str, start: str, steps: dict[str, Any], *languages: str) -> dict[str, Any]:
    return {
        "schema": 1,
        "title": {"en": title, **({"cs": f"{title} (cs)"} if "cs" in languages else {})},
        "languages": ["en", *languages],
        "start": start,
        "person": "person",
        "steps": {**steps, "person": MESSAGE, "human": HUMAN},
    }


def _choose(*options: str) -> dict[str, Any]:
    return {
        "kind": "choose",
        "text": text("What is it about?"),
        "options": [{"id": each, "label": text(each.capitalize())} for each in options],
        "exits": {each: each for each in options},
    }


HOME = _flow(
    "Home",
    "menu",
    {
        "menu": _choose("cancel", "status", "complaint"),
        "cancel": {"kind": "go_to", "flow": "cancel"},
        "status": {"kind": "go_to", "flow": "status"},
        "complaint": {"kind": "go_to", "flow": "complaint"},
    },
    "cs",
)
STATUS = _flow(
    "Where is my order",
    "which",
    {
        "which": {
            "kind": "ask",
            "text": text("Which order?"),
            "fields": [{"name": "number", "type": "order_number", "label": text("Number")}],
            "exits": {"next": "told"},
        },
        "told": {"kind": "end", "text": text("It is on its way.")},
    },
    "cs",
)
COMPLAINT = _flow(
    "Something is wrong with it",
    "what",
    {"what": _choose("broken", "missing"), "broken": MESSAGE, "missing": MESSAGE},
    "cs",
)
DOCUMENTS = {"home": HOME, "cancel": CANCEL, "status": STATUS, "complaint": COMPLAINT}
_made: list[ModelVersion] = []


def teach(shop: Shop) -> None:
    """Publishes the flows and trains on their phrases, once for all tests of a process."""
    for key, document in DOCUMENTS.items():
        flow = publish(shop, key, document, home=key == "home")
        words = PHRASES.get(key, {"en": WORDS.get(key, [])})
        for language, texts in words.items():
            phrases.add(shop, key, language, texts, Source.STARTER)
        hand_over(flow)
    if not _made:
        train(shop)
        _made.append(ModelVersion.objects.get())
        return
    made = {name: getattr(_made[0], name) for name in ("fingerprint", "digest", "data", "report")}
    ModelVersion.objects.create(shop=shop, number=1, **made)
