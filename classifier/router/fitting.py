"""Trains a model with scikit-learn. Only the training worker may import this module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from classifier.router.confidence import WITH_BACKGROUND, WITHOUT_BACKGROUND, Confidence
from classifier.router.features import PIECE_LENGTHS, WORD_WEIGHT, Floats, Vocabulary
from classifier.router.material import BACKGROUND, Material, Row, few_phrases, labels_of, rows
from classifier.router.model import Model, Phrases

SEED = 0


class NotEnough(Exception):
    """There are not two things to tell apart."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """scikit-learn's own objects, which a model is drawn from."""

    rows: Sequence[Row]
    words: Any
    pieces: Any
    matrix: Any
    classifier: Any

    def transform(self, texts: Sequence[str]) -> Any:
        """`texts` are normalised already."""
        return _joined(self.words.transform(texts), self.pieces.transform(texts))

    def labels(self) -> list[str]:
        return [str(label) for label in self.classifier.classes_ if label != BACKGROUND]

    def decisions(self, matrix: Any) -> Floats:
        """A column for each of `labels()`."""
        values = self.classifier.decision_function(matrix)
        return _each_class(values.reshape(len(values), -1).T)[self._kept()].T

    def weights(self) -> tuple[Floats, Floats]:
        """Those of `labels()`: a column each, and the intercepts."""
        kept = self._kept()
        coefficients = _each_class(self.classifier.coef_)[kept]
        return coefficients.T, _each_class(self.classifier.intercept_[:, None])[kept].ravel()

    def _kept(self) -> list[int]:
        classes = self.classifier.classes_
        return [at for at, label in enumerate(classes) if label != BACKGROUND]


def fit(learned: Sequence[Row]) -> Fitted:
    """Raises NotEnough."""
    labels = [row.label for row in learned]
    if len(set(labels)) < 2 or set(labels) <= {BACKGROUND}:
        raise NotEnough
    words = TfidfVectorizer(
        lowercase=False,
        token_pattern=r"\w+",  # noqa: S106 - no password
        ngram_range=(1, 2),
        sublinear_tf=True,
    )
    pieces = TfidfVectorizer(
        lowercase=False,
        analyzer="char_wb",
        ngram_range=(PIECE_LENGTHS[0], PIECE_LENGTHS[-1]),
        sublinear_tf=True,
    )
    texts = [row.text for row in learned]
    matrix = _joined(words.fit_transform(texts), pieces.fit_transform(texts))
    classifier = LinearSVC(C=1.0, class_weight="balanced", random_state=SEED)
    return Fitted(learned, words, pieces, matrix, classifier.fit(matrix, labels))


def model_from(material: Material) -> Model:
    """Raises NotEnough."""
    return model_of(fit(rows(material)), material)


def model_of(fitted: Fitted, material: Material, confidence: Confidence | None = None) -> Model:
    weights, intercepts = fitted.weights()
    few = few_phrases(material)
    return Model(
        labels=tuple(fitted.labels()),
        vocabulary=_vocabulary(fitted),
        weights=np.ascontiguousarray(weights, dtype=np.float16),
        intercepts=intercepts.astype(np.float32),
        phrases=_phrases(fitted),
        confidence=confidence or coefficients(material),
        thin=2 * len(few) > len(labels_of(material)),
    )


def coefficients(material: Material) -> Confidence:
    return WITH_BACKGROUND if material.background else WITHOUT_BACKGROUND


def _joined(words: Any, pieces: Any) -> Any:
    return normalize(csr_matrix(hstack([words * WORD_WEIGHT, pieces])))


def _each_class(values: Floats) -> Floats:
    """Of two classes scikit-learn keeps the second only; the first is its opposite."""
    return np.vstack([-values, values]) if len(values) == 1 else values


def _vocabulary(fitted: Fitted) -> Vocabulary:
    words, pieces = (
        {str(each): at for at, each in enumerate(part.get_feature_names_out(), start)}
        for part, start in ((fitted.words, 0), (fitted.pieces, len(fitted.words.idf_)))
    )
    rarity = np.concatenate([fitted.words.idf_, fitted.pieces.idf_])
    return Vocabulary(words, pieces, rarity.astype(np.float32))


def _phrases(fitted: Fitted) -> Phrases:
    """Each text once; the background's are left out: they are nobody's nearest phrase."""
    first: dict[Row, int] = {}
    for place, row in enumerate(fitted.rows):
        if row.label != BACKGROUND:
            first.setdefault(row, place)
    owners = [row.label for row in first]
    matrix = fitted.matrix[list(first.values())]
    matrix.sort_indices()
    owned = [*map(owners.index, fitted.labels()), len(owners)]
    return Phrases(
        starts=matrix.indptr.astype(np.int64),
        columns=matrix.indices.astype(np.int64),
        values=matrix.data.astype(np.float16).astype(np.float32),
        owned=np.array(owned, np.int64),
    )
