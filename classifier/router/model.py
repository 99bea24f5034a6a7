"""A shop's trained model as numpy arrays: ranks its flows for a text, without scikit-learn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

import numpy as np

from classifier.router.confidence import Confidence
from classifier.router.features import Features, Floats, Integers, Vocabulary, features
from classifier.router.normalising import normalised

MOST_RANKED = 5  # the best, three others, and one that is never offered


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases a model learned from, as rows of a sparse matrix, those of one flow together."""

    starts: Integers  # of each row, and the end
    columns: Integers
    values: Floats
    owned: Integers  # each flow's first row, and the end

    def nearest(self, flow: int, text: Floats) -> float:
        """The cosine of `text`, with a value for every column, to the flow's nearest phrase."""
        rows = self.starts[self.owned[flow] : self.owned[flow + 1] + 1]
        cells = slice(rows[0], rows[-1])
        products = self.values[cells] * text[self.columns[cells]]
        return float(np.add.reduceat(products, rows[:-1] - rows[0]).max())


@dataclass(frozen=True, slots=True)
class Score:
    label: str
    decision: float
    margin: float  # above the best other flow, offered or not
    nearest: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Ranking:
    scores: tuple[Score, ...]  # the best first
    known: int  # words and pieces of words that the model has seen


@dataclass(frozen=True, slots=True)
class Model:
    labels: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Floats  # a row for each column of the vocabulary, a column for each label
    intercepts: Floats
    phrases: Phrases
    confidence: Confidence
    thin: bool  # most flows have too few phrases to open one unasked

    def rank(self, text: str, among: Collection[str] | None = None) -> Ranking:
        """The best flows for the text; only labels in `among` are named, if it is given."""
        found = features(normalised(text), self.vocabulary)
        known = len(found.columns)
        if not known:
            return Ranking((), 0)
        decisions = self.decisions(found)
        likeliest = np.argsort(-decisions, kind="stable")
        named = (at for at in likeliest.tolist() if among is None or self.labels[at] in among)
        margins = _margins(decisions, likeliest)
        full = np.zeros(len(self.vocabulary), np.float32)
        full[found.columns] = found.values
        scores = [
            self._score(at, float(decisions[at]), float(margins[at]), full)
            for at in islice(named, MOST_RANKED)
        ]
        return Ranking(tuple(scores), known)

    def decisions(self, found: Features) -> Floats:
        rows = self.weights[found.columns].astype(np.float32)
        values: Floats = self.intercepts + found.values.astype(np.float32) @ rows
        return values

    def _score(self, at: int, decision: float, margin: float, text: Floats) -> Score:
        nearest = self.phrases.nearest(at, text)
        confidence = self.confidence.of(decision, margin, nearest)
        return Score(self.labels[at], decision, margin, nearest, confidence)


def _margins(decisions: Floats, likeliest: Integers) -> Floats:
    """How far each is above the best of the others."""
    if len(likeliest) == 1:
        return np.zeros(1)
    best, second = likeliest[:2]
    margins: Floats = decisions - decisions[best]
    margins[best] = decisions[best] - decisions[second]
    return margins
