"""Texts: the right language, placeholders filled once, arguments worked out."""

from __future__ import annotations

import pytest

from flows.engine.arguments import resolve
from flows.engine.document import Given
from flows.engine.texts import in_language, placeholders, render

FACTS = {"answer": {"name": "{order.number}"}, "order": {"number": 7, "items": ["a", "b"]}}


@pytest.mark.parametrize(
    ("language", "fallback", "expected"),
    [
        ("cs", "en", "Ahoj"),
        ("pt-br", "en", "Olá"),
        ("de", "en", "Hi"),
        ("de", "xx", "Hi"),
        ("es", "cs", "Ahoj"),
    ],
)
def test_the_nearest_language_is_used(language: str, fallback: str, expected: str) -> None:
    text = {"en": "Hi", "cs": "Ahoj", "pt": "Olá", "es": ""}
    assert in_language(text, language, fallback) == expected


def test_placeholders_are_filled_once_and_values_are_not_looked_at_again() -> None:
    text = {"en": "{answer.name}: {order.number}, {order.items}, {order.none}, {Not this}"}
    assert render(text, "en", FACTS) == "{order.number}: 7, a, b, , {Not this}"
    assert placeholders(text) == {"answer.name", "order.number", "order.items", "order.none"}


def test_no_placeholder_reaches_into_an_object() -> None:
    text = {"en": "{order.__class__}{order.number.real}"}
    assert render(text, "en", FACTS) == ""


def test_arguments_are_facts_texts_or_values() -> None:
    given = {
        "fact": Given(fact="order.number"),
        "none": Given(fact="order.nothing"),
        "text": Given(text={"en": "Order {order.number}", "cs": "Objednávka {order.number}"}),
        "value": Given(value=[1]),
    }
    facts = {**FACTS, "session": {"language": "cs"}}
    assert resolve(given, facts) == {
        "fact": 7,
        "none": None,
        "text": "Objednávka 7",
        "value": [1],
    }
