"""A typed question goes where this shop's own phrases say, or nowhere."""

from __future__ import annotations

import logging

import pytest

from classifier import phrases, routing, topics
from classifier.models import ModelVersion, Source, Training
from classifier.routing import Routed, ready, route
from classifier.training.work import train
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.classifier.conftest import teach
from tests.classifier.taught import TITLES

ALL = set(TITLES)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Where is my parcel?!", "status"),
        ("KDY DORAZI MUJ BALIK", "status"),
        ("please cancel it, I changed my mind", "cancel"),
        ("prosim o storno objednavky", "cancel"),
        ("the box came broken and the glass is cracked", "complaint"),
        ("přišlo mi prasklé sklo", "complaint"),
    ],
)
def test_a_clear_question_opens_its_flow(trained: Shop, text: str, label: str) -> None:
    routed = route(trained, text, ALL)
    assert (routed.method, routed.label) == ("classifier", label)
    assert routed.confidence >= 0.7
    assert 1 <= len(routed.because) <= 3
    assert label not in {each.label for each in routed.alternatives}


def test_the_words_that_decided_are_the_shoppers_own(trained: Shop) -> None:
    routed = route(trained, "Dobrý den, PŘIŠLO mi to rozbité!", ALL)
    assert "rozbité" in routed.because
    assert set(routed.because) <= {"Dobrý", "den", "PŘIŠLO", "mi", "to", "rozbité"}


@pytest.mark.parametrize(
    "text", ["what is the weather like", "asdf", "kolik je hodin", "42", "?", ""]
)
def test_below_the_threshold_nothing_is_opened(trained: Shop, text: str) -> None:
    routed = route(trained, text, ALL)
    assert routed.method != "classifier"
    assert routed.label == ""
    assert len(routed.alternatives) <= 3


def test_what_is_not_offered_is_never_named(trained: Shop) -> None:
    routed = route(trained, "where is my parcel", {"cancel"})
    assert routed.method != "classifier"
    assert {each.label for each in routed.alternatives} <= {"cancel"}
    assert route(trained, "where is my parcel", set()) == Routed()


def test_a_shop_without_a_model_knows_nothing(taught: Shop) -> None:
    assert not ready(taught)
    assert route(taught, "where is my parcel", ALL) == Routed()


def test_few_phrases_never_open_a_flow(in_shop: Shop) -> None:
    for label, titles in TITLES.items():
        topics.tell(in_shop, label, titles, {})
    phrases.add(in_shop, "status", "en", ["where is my parcel"], Source.OWNER)
    train(in_shop)
    routed = route(in_shop, "where is my parcel", ALL)
    assert routed.method == "menu"
    assert routed.alternatives[0].label == "status"


def test_two_shops_never_share_a_model(trained: Shop, other_shop: Shop) -> None:
    with within(other_shop):
        assert not ready(other_shop)
        assert route(other_shop, "where is my parcel", ALL) == Routed()
        teach(other_shop)
        topics.withdraw(other_shop, "status")
        train(other_shop)
        assert route(other_shop, "where is my parcel", ALL).label == ""
    assert route(trained, "where is my parcel", ALL).label == "status"


def test_a_newer_model_is_taken_up(trained: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "LOOK_AGAIN_SECONDS", 0.0)
    assert route(trained, "gift card balance", ALL).method != "classifier"
    topics.tell(trained, "gift", {"en": "Gift card balance"}, {})
    phrases.add(trained, "gift", "en", ["gift card balance", "my gift card"], Source.OWNER)
    train(trained)
    assert route(trained, "gift card balance", {*ALL, "gift"}).label == "gift"


def test_between_looks_a_question_asks_the_database_nothing(
    trained: Shop, django_assert_num_queries: object
) -> None:
    assert ready(trained)
    with django_assert_num_queries(0):  # type: ignore[operator]
        route(trained, "where is my parcel", ALL)


def test_only_so_many_shops_are_at_hand(trained: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "SHOPS_AT_HAND", 1)
    ready(trained)
    ready(Shop.objects.create(key="third", name="Third"))
    assert len(routing._models) == 1


def test_only_so_many_bytes_are_at_hand_but_always_the_model_in_use(
    trained: Shop, other_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = ModelVersion.objects.get()
    with within(other_shop):
        ModelVersion.objects.create(
            shop=other_shop, number=1, fingerprint="f", digest=version.digest, data=version.data
        )
    monkeypatch.setattr(routing, "BYTES_AT_HAND", len(version.data) + 1)
    for shop in (trained, other_shop):
        assert ready(shop)
        assert list(routing._models) == [shop.pk]


def test_a_damaged_model_is_told_once_and_made_anew(
    trained: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    ModelVersion.objects.update(data=b"\x80\x04K\x01.")
    with caplog.at_level(logging.WARNING, "classifier.routing"):
        for _each in range(3):
            assert route(trained, "where is my parcel", ALL) == Routed()
    assert len(caplog.records) == 1
    assert Training.objects.get().wanted is not None
    train(trained)
    routing.forget()
    assert route(trained, "where is my parcel", ALL).label == "status"
