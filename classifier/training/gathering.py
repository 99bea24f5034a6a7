"""Gathers what a shop's model is trained from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict

from classifier.background import sentences
from classifier.masking import cleaned
from classifier.models import Phrase, Topic
from classifier.phrases import refusal
from classifier.router import normalising, storing
from classifier.router.material import Example, Material
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

RECIPE = 1  # one more when the same phrases should make another model


def gather(shop: Shop) -> Material:
    """Live topics only. Contact data that came in some other way is left out here."""
    with within(shop):
        topics = list(Topic.objects.filter(live=True).order_by("label"))
        examples = list(_examples({topic.label for topic in topics}))
    languages = {each.language for each in examples}.union(*(topic.titles for topic in topics))
    return Material(
        examples=examples,
        titles={topic.label: _texts(topic.titles.values()) for topic in topics},
        hints={topic.label: _texts(*topic.hints.values()) for topic in topics},
        background=[text for language in sorted(languages) for text in sentences(language)],
    )


def fingerprint(material: Material) -> str:
    """The same for the same model: of everything that it depends on."""
    versions = (RECIPE, storing.SCHEMA, normalising.VERSION)
    told = json.dumps([versions, asdict(material)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _examples(labels: set[str]) -> Iterable[Example]:
    rows = Phrase.objects.filter(label__in=labels).order_by("label", "language", "text")
    for label, text, language in rows.values_list("label", "text", "language"):
        if not refusal(text):
            yield Example(label, text, language)


def _texts(*groups: Iterable[str]) -> list[str]:
    return [clean for group in groups for text in group if (clean := cleaned(text))]
