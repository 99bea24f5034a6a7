"""Nothing about a person ends in a model."""

from __future__ import annotations

import io

import numpy as np
import pytest

from classifier import topics
from classifier.models import ModelVersion, Phrase, Source, Topic
from classifier.training.gathering import fingerprint, gather
from classifier.training.wanted import want
from classifier.training.work import train
from selfservice.tenancy.models import Shop

CANARIES = {
    "my e-mail is zdenka.xylofon@example.cz": ["zdenka", "xylofon"],
    "call me on +420 777 123 456 please quxette": ["420", "quxette"],
    "where is order WQ-99871 florbix": ["wq", "99871", "florbix"],
}


def vocabulary(shop: Shop) -> set[str]:
    data = bytes(ModelVersion.objects.filter(shop=shop)[0].data)
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        texts = [arrays[name].tobytes().decode() for name in ("words", "pieces")]
    return set("\n".join(texts).split("\n"))


def test_contact_data_that_came_in_some_other_way_is_left_out(taught: Shop) -> None:
    rows = [
        Phrase(shop=taught, label="status", language="en", text=text, source=Source.QUESTION)
        for text in CANARIES
    ]
    Phrase.objects.bulk_create(rows)
    hint = "write to jarmila@kocur.example or 777 888 999"
    topics.tell(taught, "gift", {"en": "Gift cards"}, {"en": [hint]})
    want(taught)
    train(taught)
    known = vocabulary(taught)
    assert "parcel" in known
    assert "gift" in known
    for planted in [*CANARIES.values(), ["jarmila", "kocur", "777"]]:
        assert not known & set(planted)


def test_no_number_is_ever_known(taught: Shop) -> None:
    train(taught)
    assert not any(letter in "123456789" for word in vocabulary(taught) for letter in word)


@pytest.mark.parametrize("languages", [{"en"}, {"en", "cs"}, {"de"}, {"cs-CZ"}])
def test_background_sentences_are_of_the_shops_languages(
    in_shop: Shop, languages: set[str]
) -> None:
    topics.tell(in_shop, "status", dict.fromkeys(languages, "Title"), {})
    assert len(gather(in_shop).background) == 150 * len(languages - {"de"})


def test_the_fingerprint_follows_what_is_learned(taught: Shop) -> None:
    before = fingerprint(gather(taught))
    assert fingerprint(gather(taught)) == before
    Topic.objects.filter(label="cancel").update(live=False)
    withdrawn = fingerprint(gather(taught))
    Phrase.objects.filter(label="cancel").delete()
    assert fingerprint(gather(taught)) == withdrawn != before


def test_another_shops_phrases_are_not_gathered(taught: Shop, other_shop: Shop) -> None:
    assert gather(other_shop).examples == []
    assert len(gather(taught).examples) == 36
