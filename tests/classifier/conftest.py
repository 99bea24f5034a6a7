"""A shop with three topics that are easy to tell apart, in two languages."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from classifier import phrases, topics
from classifier.models import Source
from classifier.router.examining import Examined, examined
from classifier.router.material import Material
from classifier.training import work
from classifier.training.gathering import fingerprint
from selfservice.tenancy.models import Shop
from tests.classifier.taught import PHRASES, TITLES

_examined: dict[str, Examined] = {}


def examined_once(material: Material) -> Examined:
    """The same material always makes the same model, which is most of a training's work."""
    key = fingerprint(material)
    if key not in _examined:
        _examined[key] = examined(material)
    return _examined[key]


def teach(shop: Shop) -> None:
    for label, titles in TITLES.items():
        topics.tell(shop, label, titles, {})
        for language, texts in PHRASES[label].items():
            phrases.add(shop, label, language, texts, Source.STARTER)


@pytest.fixture
def taught(in_shop: Shop) -> Shop:
    """Knows its phrases, and has no model yet."""
    teach(in_shop)
    return in_shop


@pytest.fixture
def trained(taught: Shop) -> Shop:
    with patch.object(work, "examined", examined_once):
        work.train(taught)
    return taught
