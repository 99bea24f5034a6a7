"""Examines a model on phrases it has not seen, so that it is no surer than it has reason to be."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import minimize

from classifier.router.comparing import Compared, compared
from classifier.router.confidence import Confidence
from classifier.router.features import Floats
from classifier.router.fitting import NotEnough, coefficients, fit, model_of
from classifier.router.material import SEED, Example, Material, labels_of, limited, rows, without
from classifier.router.model import Model
from classifier.router.normalising import normalised
from classifier.router.reporting import Point, Verdict, report

FOLDS = 5
FEWEST_FLOWS = 5  # with fewer, leaving some out says nothing
MOST_EXAMPLES = 5000  # above, so many trainings take too long, and the coefficients do as they are
STRANGE_SHARE = 0.4  # of questions that no flow answers
RESTRAINT = 20.0
CURVE = (5, 10, 20, 40)


@dataclass(frozen=True, slots=True)
class Examined:
    model: Model
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fold:
    learned: Sequence[Example]
    asked: Sequence[Example]


def examined(material: Material) -> Examined:
    """Raises NotEnough."""
    fitted = fit(rows(material))
    confidence = coefficients(material)
    if len(material.examples) > MOST_EXAMPLES:
        return Examined(model_of(fitted, material, confidence), report(material, [], []))
    folds = folds_of(material)
    if len(labels_of(material)) >= FEWEST_FLOWS:
        confidence = refined(confidence, material, folds)
    verdicts = [each for fold in folds for each in _verdicts(material, fold, confidence)]
    told = report(material, verdicts, list(_curve(material, folds[:2])))
    return Examined(model_of(fitted, material, confidence), told)


def folds_of(material: Material) -> list[Fold]:
    """Texts that are the same to the model are in one fold; those that are titles are in none."""
    shuffled = sorted({(each.label, normalised(each.text)) for each in material.examples})
    random.Random(SEED).shuffle(shuffled)  # noqa: S311 - no secret
    place = {key: at % FOLDS for at, key in enumerate(sorted(shuffled, key=lambda key: key[0]))}
    titles = {normalised(text) for texts in material.titles.values() for text in texts}
    of = [(each, place[each.label, normalised(each.text)]) for each in material.examples]
    return [
        Fold(
            [each for each, at in of if at != fold],
            [each for each, at in of if at == fold and normalised(each.text) not in titles],
        )
        for fold in range(FOLDS)
    ]


def refined(confidence: Confidence, material: Material, folds: Sequence[Fold]) -> Confidence:
    """Fits shift and stretch to questions of which some belong to a flow that was left out."""
    labels = labels_of(material)
    random.Random(SEED).shuffle(labels)  # noqa: S311 - no secret
    seen: list[tuple[float, bool, bool]] = []
    for at, fold in enumerate(folds):
        left_out = set(labels[at::FOLDS])
        known = without(material, left_out, fold.learned)
        for example, found in zip(fold.asked, _answers(known, fold.asked), strict=True):
            raw = confidence.raw(found.decision, found.margin, found.nearest)
            strange = example.label in left_out
            seen.append((raw, found.ranked[0] == example.label, strange))
    return _adjusted(confidence, np.array(seen, float)) if seen else confidence


def _adjusted(confidence: Confidence, seen: Floats) -> Confidence:
    raw, right, strange = seen.T
    shares = np.where(strange > 0, STRANGE_SHARE, 1 - STRANGE_SHARE)
    sizes = np.where(strange > 0, strange.sum(), (1 - strange).sum())
    weights = len(seen) * shares / sizes

    def loss(guess: Floats) -> float:
        value = guess[0] + np.exp(guess[1]) * raw
        wrong = np.logaddexp(0, value) - right * value
        return float(weights @ wrong + RESTRAINT * (guess[0] ** 2 + 2 * guess[1] ** 2))

    shift, stretch = minimize(loss, np.zeros(2), method="BFGS").x
    return replace(confidence, shift=float(shift), stretch=float(np.exp(stretch)))


def _verdicts(material: Material, fold: Fold, confidence: Confidence) -> Iterator[Verdict]:
    known = replace(material, examples=fold.learned)
    for example, found in zip(fold.asked, _answers(known, fold.asked), strict=False):
        sure = confidence.of(found.decision, found.margin, found.nearest)
        yield Verdict(example, found.ranked, sure)


def _curve(material: Material, folds: Sequence[Fold]) -> Iterator[Point]:
    """Accuracy by the number of phrases a flow has in a language, up to what there is."""
    for most in CURVE:
        learned = [limited(fold.learned, most) for fold in folds]
        if any(len(own) == len(fold.learned) for own, fold in zip(learned, folds, strict=True)):
            return
        right = [
            found.ranked[0] == example.label
            for own, fold in zip(learned, folds, strict=True)
            for example, found in zip(
                fold.asked, _answers(replace(material, examples=own), fold.asked), strict=False
            )
        ]
        if right:
            yield Point(most, sum(right) / len(right))


def _answers(known: Material, asked: Sequence[Example]) -> list[Compared]:
    """None where there is nothing to tell apart."""
    try:
        return compared(fit(rows(known)), [each.text for each in asked]) if asked else []
    except NotEnough:
        return []
