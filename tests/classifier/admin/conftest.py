"""Two flows of Anna's that questions can be about."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from classifier import topics
from classifier.models import Phrase, Question, Training
from selfservice.clock import now
from selfservice.tenancy.models import Shop

CANCEL = {"en": "Cancel an order", "cs": "Zrušit objednávku"}
STATUS = {"en": "Where is my order", "cs": "Kde je objednávka"}


@pytest.fixture
def flows(in_shop: Shop) -> Shop:
    """Both published, without phrases, and nothing waits to be trained."""
    topics.tell(in_shop, "cancel", CANCEL, {})
    topics.tell(in_shop, "order-status", STATUS, {})
    Training.objects.all().delete()
    return in_shop


def phrase(shop: Shop, text: str, label: str = "cancel", language: str = "en") -> Phrase:
    return Phrase.objects.create(shop=shop, label=label, language=language, text=text)


def question(shop: Shop, text: str, hours_ago: int = 0, **said: Any) -> Question:
    """One that nothing was found for, unless something else is said."""
    values = {"language": "en", "method": "none", "session": uuid.uuid4(), **said}
    at = now() - timedelta(hours=hours_ago)
    return Question.objects.create(shop=shop, text=text, at=at, **values)


def is_wanted() -> bool:
    return Training.objects.filter(wanted__isnull=False).exists()
