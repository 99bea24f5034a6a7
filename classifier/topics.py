"""Keeps what questions can be about, as whoever publishes the topics tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from classifier.models import Topic
from classifier.training.wanted import want
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def tell(
    shop: Shop,
    label: str,
    titles: Mapping[str, str],
    hints: Mapping[str, Sequence[str]],
    live: bool = True,
) -> None:
    """`titles` and `hints` by language; the model is trained again if anything is new."""
    told = {
        "titles": dict(titles),
        "hints": {language: list(texts) for language, texts in hints.items()},
        "live": live,
    }
    with within(shop), transaction.atomic():
        topic, made = Topic.objects.get_or_create(shop=shop, label=label, defaults=told)
        if not made and told == {name: getattr(topic, name) for name in told}:
            return
        Topic.objects.filter(pk=topic.pk).update(**told)
        want(shop)


def withdraw(shop: Shop, label: str) -> None:
    """Questions are no longer about this; its phrases stay for when it comes back."""
    with within(shop), transaction.atomic():
        if Topic.objects.filter(label=label, live=True).update(live=False):
            want(shop)
