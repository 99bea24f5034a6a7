"""Names the words of a text, as they were typed, that spoke for a flow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from classifier.router.features import features, pieces_of, words_of
from classifier.router.model import Model
from classifier.router.normalising import MAX_CHARACTERS, normalised

MOST_WORDS = 3
LEAST_SHARE = 0.15  # of all that spoke for the flow
LONGEST_WORD = 40  # characters

_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_HAS_LETTERS_ONLY = re.compile(r"[^\d@]*[^\W\d_][^\d@]*")


def deciding_words(text: str, label: str, model: Model) -> tuple[str, ...]:
    """Up to three, in the order of the text; numbers and addresses are none."""
    typed = text[:MAX_CHARACTERS].split()
    strength: dict[str, float] = {}
    for word, force in zip(typed, _forces(typed, label, model), strict=True):
        if force > 0 and _HAS_LETTERS_ONLY.fullmatch(word):
            bare = _AROUND.sub("", word)[:LONGEST_WORD]
            strength[bare] = strength.get(bare, 0.0) + force
    return _strongest(strength)


def _strongest(strength: Mapping[str, float]) -> tuple[str, ...]:
    least = LEAST_SHARE * sum(strength.values())
    best = sorted(strength, key=lambda word: -strength[word])[:MOST_WORDS]
    return tuple(word for word in strength if word in best and strength[word] >= least)


def _forces(typed: list[str], label: str, model: Model) -> list[float]:
    """What each word adds to the flow's decision value; a pair adds half to each of its words."""
    owned = [(at, token) for at, word in enumerate(typed) for token in normalised(word).split()]
    tokens = [token for _at, token in owned]
    adds = _adds(tokens, label, model)
    words = _by_text(words_of(tokens), model.vocabulary.words, adds)
    pieces = _by_text(pieces_of(tokens), model.vocabulary.pieces, adds)
    forces = [0.0] * len(typed)
    for at, token in owned:
        forces[at] += words.get(token, 0.0)
        forces[at] += sum(pieces.get(piece, 0.0) for piece in pieces_of([token]))
    for (at, first), (after, second) in pairwise(owned):
        half = words.get(f"{first} {second}", 0.0) / 2
        forces[at] += half
        forces[after] += half
    return forces


def _adds(tokens: list[str], label: str, model: Model) -> dict[int, float]:
    """By column of the vocabulary."""
    found = features(" ".join(tokens), model.vocabulary)
    weights = model.weights[found.columns, model.labels.index(label)]
    return dict(zip(found.columns.tolist(), (found.values * weights).tolist(), strict=True))


def _by_text(
    found: Iterable[str], known: Mapping[str, int], adds: Mapping[int, float]
) -> dict[str, float]:
    """What one occurrence of each adds."""
    often = Counter(each for each in found if each in known)
    return {each: adds[known[each]] / count for each, count in often.items()}
