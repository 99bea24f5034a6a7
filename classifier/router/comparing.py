"""Says of many texts at once which flows a freshly trained model finds likeliest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from classifier.router.features import Floats
from classifier.router.fitting import Fitted
from classifier.router.normalising import normalised

MOST_RANKED = 3


@dataclass(frozen=True, slots=True)
class Compared:
    ranked: tuple[str, ...]  # the likeliest flow first
    decision: float
    margin: float
    nearest: float


def compared(fitted: Fitted, texts: Sequence[str]) -> list[Compared]:
    """What `Model.rank` says of each text, to rounding; thousands of texts a second."""
    labels = fitted.labels()
    matrix = fitted.transform([normalised(text) for text in texts])
    decisions = fitted.decisions(matrix)
    likeliest = np.argsort(-decisions, axis=1, kind="stable")
    nearest = _nearest(fitted, matrix, [labels[at] for at in likeliest[:, 0]])
    return [
        Compared(
            tuple(labels[at] for at in order[:MOST_RANKED]),
            float(own[order[0]]),
            float(own[order[0]] - own[order[1]]) if len(labels) > 1 else 0.0,
            float(cosine),
        )
        for own, order, cosine in zip(decisions, likeliest, nearest, strict=True)
    ]


def _nearest(fitted: Fitted, matrix: Any, best: Sequence[str]) -> Floats:
    """The cosine of each text to the nearest phrase of its likeliest flow."""
    cosines = np.zeros(len(best))
    owners = np.array([row.label for row in fitted.rows])
    for label in set(best):
        asking = [at for at, each in enumerate(best) if each == label]
        close = matrix[asking] @ fitted.matrix[owners == label].T
        cosines[asking] = close.max(axis=1).toarray().ravel()
    return cosines
