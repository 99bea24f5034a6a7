"""A training is done once, kept whole, or leaves everything as it was with a sentence why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from classifier import phrases, topics
from classifier.models import Failure, ModelVersion, Source, Training
from classifier.router.examining import Examined, examined
from classifier.router.material import Material
from classifier.training import work
from classifier.training.claims import claim
from classifier.training.wanted import want
from classifier.training.work import train
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from tests.classifier.taught import TITLES


def numbers() -> list[int]:
    return list(ModelVersion.objects.values_list("number", flat=True))


def state() -> tuple[bool, bool, str]:
    row = Training.objects.get()
    return row.wanted is not None, row.started is not None, row.failure


def say_more(shop: Shop, text: str) -> None:
    phrases.add(shop, "status", "en", [text], Source.OWNER)


def test_a_training_makes_a_version_with_its_report(taught: Shop) -> None:
    assert state() == (True, False, "")
    train(taught)
    assert state() == (False, False, "")
    version = ModelVersion.objects.get()
    assert version.number == 1
    assert version.report["phrases"] == 36


def test_nothing_is_trained_when_nothing_is_wanted(trained: Shop) -> None:
    say_more(trained, "any news of my parcel")
    Training.objects.update(wanted=None)
    train(trained)
    assert numbers() == [1]


def test_the_same_phrases_are_not_trained_again(trained: Shop) -> None:
    want(trained)
    train(trained)
    assert numbers() == [1]
    assert state() == (False, False, "")


def test_the_last_five_versions_are_kept(taught: Shop) -> None:
    for each in ("first", "second", "third", "fourth", "fifth", "sixth"):
        say_more(taught, f"the {each} parcel")
        train(taught)
    assert numbers() == [6, 5, 4, 3, 2]


def test_a_withdrawn_topic_is_unlearned(trained: Shop) -> None:
    topics.withdraw(trained, "cancel")
    train(trained)
    assert ModelVersion.objects.first().report["flows"] == 2  # type: ignore[union-attr]


def test_without_topics_there_is_a_sentence_and_no_model(trained: Shop) -> None:
    for label in TITLES:
        topics.withdraw(trained, label)
    train(trained)
    assert numbers() == []
    assert state()[2] == Failure.NOTHING


@pytest.mark.parametrize(
    ("error", "why"),
    [(SoftTimeLimitExceeded(), Failure.SLOW), (MemoryError(), Failure.FAILED)],
)
def test_a_failed_training_leaves_the_model_that_is_there(
    trained: Shop, monkeypatch: pytest.MonkeyPatch, error: Exception, why: Failure
) -> None:
    def fails(_material: Material) -> Examined:
        raise error

    say_more(trained, "any news of my parcel")
    monkeypatch.setattr(work, "examined", fails)
    try:
        train(trained)
    except MemoryError:
        assert why == Failure.FAILED
    assert numbers() == [1]
    assert state()[:2] == (False, False)
    assert state()[2] == why
    monkeypatch.undo()
    say_more(trained, "has my parcel left")
    train(trained)
    assert numbers() == [2, 1]
    assert state() == (False, False, "")


def test_two_workers_do_not_train_one_shop(taught: Shop) -> None:
    assert claim(taught) is not None
    assert claim(taught) is None
    train(taught)
    assert numbers() == []


def test_a_worker_that_was_given_up_on_writes_nothing(
    taught: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(material: Material) -> Examined:
        monkeypatch.undo()
        Training.objects.update(started=now() - timedelta(minutes=11))
        say_more(taught, "any news of my parcel")
        train(taught)  # the newer worker, while the older one still thinks
        return examined(material)

    monkeypatch.setattr(work, "examined", slow)
    train(taught)
    newest = ModelVersion.objects.get()
    assert newest.report["phrases"] == 37


def test_what_changes_meanwhile_is_trained_next(
    taught: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(material: Material) -> Examined:
        say_more(taught, "any news of my parcel")
        return examined(material)

    monkeypatch.setattr(work, "examined", meanwhile)
    rung: list[int] = []
    monkeypatch.setattr(work, "ring", rung.append)
    train(taught)
    assert rung == [taught.pk]
    assert state() == (True, False, "")
