"""The published flows that a typed question can be about, in the shopper's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.engine.texts import in_language
from flows.models import Flow


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    title: str
    home: bool = False


Topics = Mapping[str, Topic]


def topics_in(language: str) -> Topics:
    """By key, in one query that reads no document; the home flow is among them.

    A flow in other languages only is none: nobody is led to what they cannot read.
    """
    rows = Flow.objects.filter(live__isnull=False).values_list(
        "key", "home", "live__document__title", "live__document__languages"
    )
    return {
        key: Topic(key, in_language(title, language), home)
        for key, home, title, languages in rows
        if language in languages or home
    }


def home_of(topics: Topics) -> Topic | None:
    return next((each for each in topics.values() if each.home), None)
