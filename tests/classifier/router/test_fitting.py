"""The numpy model says what scikit-learn's own says."""

from __future__ import annotations

import numpy as np
import pytest

from classifier.router.comparing import compared
from classifier.router.features import features
from classifier.router.fitting import NotEnough, fit, model_from, model_of
from classifier.router.material import Example, Material, rows
from classifier.router.model import Model
from classifier.router.normalising import normalised
from tests.classifier.router.shops import QUERIES, examples, fitted, material, model

FLOAT16 = 2e-3


def test_decision_values_are_scikit_learns_to_rounding() -> None:
    texts = [normalised(text) for text in [*QUERIES, *(each.text for each in examples())]]
    theirs = fitted().decisions(fitted().transform(texts))
    ours = np.array([model().decisions(features(text, model().vocabulary)) for text in texts])
    assert np.abs(ours - theirs).max() < FLOAT16
    assert (ours.argmax(axis=1) == theirs.argmax(axis=1)).all()


def test_ranking_one_text_is_comparing_many() -> None:
    known = [text for text in QUERIES if normalised(text)]
    for text, many in zip(known, compared(fitted(), known), strict=True):
        one = model().rank(text).scores
        assert tuple(score.label for score in one[:3]) == many.ranked
        assert one[0].margin == pytest.approx(many.margin, abs=FLOAT16)
        assert one[0].nearest == pytest.approx(many.nearest, abs=FLOAT16)


def _phrases(*labels: str) -> list[Example]:
    return [each for each in examples() if each.label in labels]


@pytest.mark.parametrize("background", [(), ("good morning", "what a lovely day")])
def test_two_flows_are_told_apart(background: tuple[str, ...]) -> None:
    pair = model_from(Material(_phrases("status", "cancel"), background=background))
    assert pair.rank("where is my parcel").scores[0].label == "status"
    assert pair.rank("please cancel it").scores[0].label == "cancel"


def test_one_flow_is_told_from_everything_else() -> None:
    alone = model_from(Material(_phrases("status"), background=material().background))
    sure, strange = (alone.rank(text).scores[0] for text in ("where is my parcel", "hello there"))
    assert sure.label == "status"
    assert sure.confidence > 0.7
    assert strange.confidence < 0.4


@pytest.mark.parametrize(
    "nothing",
    [
        Material([]),
        Material([], background=["hello"]),
        Material([Example("status", "where is it")]),
        Material([Example("status", "?!"), Example("cancel", "...")], background=["hello"]),
    ],
)
def test_with_nothing_to_tell_apart_there_is_no_model(nothing: Material) -> None:
    with pytest.raises(NotEnough):
        model_from(nothing)


def test_the_same_material_makes_the_same_model() -> None:
    again: Model = model_of(fit(rows(material())), material())
    assert (again.weights == model().weights).all()


def test_hints_count_only_where_phrases_are_few() -> None:
    told = Material(
        examples(), hints={"status": ["hinted"], "gift": ["gift card"]}, titles={"gift": ["Gift"]}
    )
    texts = {row.text for row in rows(told)}
    assert "gift card" in texts
    assert "hinted" not in texts
