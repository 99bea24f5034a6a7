"""Phrases are kept once, tidy, and without anything about a person."""

from __future__ import annotations

import pytest

from classifier import phrases
from classifier.models import Phrase, Source, Training
from classifier.phrases import Added, add, phrases_of, refusal, tidied
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def test_new_phrases_are_added_and_known_ones_are_not(in_shop: Shop) -> None:
    first = add(in_shop, "status", "en", ["where is it", "  where  is it ", "late"], Source.OWNER)
    assert first == Added(2, 0, ())
    assert add(in_shop, "status", "en", ["late", "later"], Source.OWNER) == Added(1, 1, ())
    assert add(in_shop, "status", "cs", ["kde je"], Source.OWNER) == Added(1, 0, ())
    assert phrases_of("status") == {"cs": ["kde je"], "en": ["where is it", "late", "later"]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "in words"),
        ("  ?! ", "in words"),
        ("x" * 301, "Shorten"),
        ("write to me at anna@example.com", "e-mail"),
        ("anna＠example.com", "e-mail"),
        ("call 777 123 456", "number"),
        ("+420777123456", "number"),
        ("where is order 10234", "number"),
        ("where is order OB-123", "number"),
        ("IBAN CZ65 0800 0000 1920 0014 5399", "number"),
        ("objednávka ２０２６１２３", "number"),
    ],
)
def test_what_could_be_about_a_person_is_refused(in_shop: Shop, text: str, sentence: str) -> None:
    done = add(in_shop, "status", "en", [text, "where is it"], Source.OWNER)
    assert (done.added, done.known) == (1, 0)
    [(refused, reason)] = done.refused
    assert refused == tidied(text)
    assert sentence in reason
    assert not Phrase.objects.exclude(text="where is it").exists()


@pytest.mark.parametrize(
    "text", ["size 42 is too small", "2 of 3 came", "after 14 days", "iPhone 15 Pro", "24/7?"]
)
def test_small_numbers_are_fine(text: str) -> None:
    assert refusal(text) == ""


def test_letters_are_composed() -> None:
    assert tidied("e\u0301te\u0301") == "été"


def test_what_is_not_seen_is_left_out() -> None:
    assert tidied("cancel a\x00b \u200b now\ud800\u00ad") == "cancel ab now"


def test_a_training_is_wanted_only_when_something_is_new(in_shop: Shop) -> None:
    add(in_shop, "status", "en", ["a@b.cz"], Source.OWNER)
    assert not Training.objects.exists()
    add(in_shop, "status", "en", ["where is it"], Source.OWNER)
    assert Training.objects.get().wanted is not None
    Training.objects.update(wanted=None)
    add(in_shop, "status", "en", ["where is it"], Source.OWNER)
    assert Training.objects.get().wanted is None


def test_there_is_an_end_to_them(in_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "MOST_FOR_ONE", 2)
    done = add(in_shop, "status", "en", ["one", "two", "three"], Source.OWNER)
    assert done.added == 2
    assert [text for text, _sentence in done.refused] == ["three"]


def test_another_shops_phrases_are_not_seen(in_shop: Shop, other_shop: Shop) -> None:
    add(in_shop, "status", "en", ["where is it"], Source.OWNER)
    with within(other_shop):
        assert phrases_of("status") == {}
        assert add(other_shop, "status", "en", ["where is it"], Source.OWNER).added == 1
