"""Topics are told again and again; only news is worth a training."""

from __future__ import annotations

import pytest

from classifier.models import Topic, Training
from classifier.topics import tell, withdraw
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


@pytest.fixture
def told(in_shop: Shop) -> Shop:
    tell(in_shop, "status", {"en": "Where is it"}, {"en": ["Track"]})
    Training.objects.update(wanted=None)
    return in_shop


def wanted() -> bool:
    return Training.objects.get().wanted is not None


def test_a_topic_is_kept_as_told(told: Shop) -> None:
    topic = Topic.objects.get()
    assert (topic.titles, topic.hints, topic.live) == (
        {"en": "Where is it"},
        {"en": ["Track"]},
        True,
    )


def test_the_same_again_is_no_news(told: Shop) -> None:
    tell(told, "status", {"en": "Where is it"}, {"en": ("Track",)})
    assert not wanted()


def test_another_title_is(told: Shop) -> None:
    tell(told, "status", {"en": "Where is my order"}, {})
    assert Topic.objects.get().titles == {"en": "Where is my order"}
    assert wanted()


def test_a_withdrawn_topic_comes_back(told: Shop) -> None:
    withdraw(told, "status")
    assert wanted()
    assert not Topic.objects.get().live
    Training.objects.update(wanted=None)
    withdraw(told, "status")
    assert not wanted()
    tell(told, "status", {"en": "Where is it"}, {"en": ["Track"]})
    assert Topic.objects.get().live
    assert wanted()


def test_shops_have_topics_of_their_own(told: Shop, other_shop: Shop) -> None:
    withdraw(other_shop, "status")
    with within(other_shop):
        assert not Topic.objects.exists()
    assert Topic.objects.get().live
