"""Finds what somebody means by a few words: whatever the case, accents, endings or order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_ENDING = 3  # letters by which the forms of a word may differ at its end
_SHORTEST_STEM = 3
_SURE, _LIKELY = 2, 1
# They stand between the words that name something, in the languages of the shops.
_SMALL = re.compile(
    r"a|an|and|for|in|is|it|of|the|to|with|do|je|na|pro|se|ve|za|ze"
    r"|con|de|del|el|en|es|la|las|los|para|un|una"
)


def best_matches(query: str, goods: Mapping[str, Iterable[str]]) -> list[str]:
    """The codes of those that fit best, out of names by code; more than one if all fit alike.

    A code or a whole name is alone. Words that fit nothing, as in "is the mug in stock", are
    passed over.
    """
    wanted = words(query)
    if not wanted:
        return []
    known = {code: [words(code), *map(words, names)] for code, names in goods.items()}
    named = [code for code, texts in known.items() if wanted in texts]
    if named:
        return named[:1]
    scores = {code: _score(wanted, texts) for code, texts in known.items()}
    highest = max(scores.values(), default=0)
    return [code for code, score in scores.items() if score == highest > 0]


def words(text: str) -> tuple[str, ...]:
    """Without case, accents and the words that name nothing."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(each for each in bare if not unicodedata.combining(each))
    return tuple(each for each in re.findall(r"\w+", kept) if not _SMALL.fullmatch(each))


def _score(wanted: Sequence[str], texts: Iterable[Sequence[str]]) -> int:
    """By the words that fit, in whichever language the name has most of them."""
    return max((sum(_fit(each, text) for each in wanted) for text in texts), default=0)


def _fit(wanted: str, text: Sequence[str]) -> int:
    return max((_alike(wanted, word) for word in text), default=0)


def _alike(wanted: str, word: str) -> int:
    """Sure of a word's beginning, likely of another form of it: `hrnku` and `hrnek`."""
    if wanted == word or (len(wanted) > 1 and word.startswith(wanted)):
        return _SURE
    same = 0
    while same < min(len(wanted), len(word)) and wanted[same] == word[same]:
        same += 1
    longer = max(len(wanted), len(word))
    return _LIKELY if same >= max(_SHORTEST_STEM, longer - _ENDING) else 0
