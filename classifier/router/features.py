"""Turns a text into its TF-IDF numbers with numpy alone, equal to scikit-learn's to rounding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORD_WEIGHT = 0.5
PIECE_LENGTHS = range(2, 5)

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The column of every known word, pair of words and piece of a word, and how rare each is."""

    words: Mapping[str, int]
    pieces: Mapping[str, int]
    rarity: Floats  # inverse document frequency, by column

    def __len__(self) -> int:
        return len(self.words) + len(self.pieces)


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a text: columns, each once, and their values."""

    columns: Integers
    values: Floats


def features(text: str, vocabulary: Vocabulary) -> Features:
    """`text` is normalised already."""
    tokens = text.split()
    words = _part(words_of(tokens), vocabulary.words, vocabulary.rarity)
    pieces = _part(pieces_of(tokens), vocabulary.pieces, vocabulary.rarity)
    values = np.concatenate([words.values * WORD_WEIGHT, pieces.values])
    return Features(np.concatenate([words.columns, pieces.columns]), _of_length_one(values))


def words_of(tokens: list[str]) -> list[str]:
    """Words, and pairs of neighbours."""
    return tokens + [f"{first} {second}" for first, second in pairwise(tokens)]


def pieces_of(tokens: Iterable[str]) -> list[str]:
    """Each word with a space at both ends, in pieces of two to four characters."""
    return [
        padded[start : start + length]
        for padded in (f" {token} " for token in tokens)
        for length in PIECE_LENGTHS
        for start in range(len(padded) - length + 1)
    ]


def _part(found: Iterable[str], known: Mapping[str, int], rarity: Floats) -> Features:
    counts = Counter(map(known.get, found))
    counts.pop(None, None)
    columns = np.fromiter(counts.keys(), np.int64, len(counts))
    often = np.fromiter(counts.values(), np.float64, len(counts))
    return Features(columns, _of_length_one((1 + np.log(often)) * rarity[columns]))


def _of_length_one(values: Floats) -> Floats:
    length = float(np.sqrt(values @ values))
    return values / length if length else values
