"""Tells the owner how good the model is and which phrases would make it better."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from classifier.router.deciding import OFFER_FROM, OPEN_FROM
from classifier.router.material import Example, Material, few_phrases, labels_of

MOST_PAIRS = 10
MOST_SUSPICIOUS = 20
MOST_EXAMPLES = 3
FEWEST_CONFUSED = 2  # once is chance


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model that has not seen the phrase says of it."""

    example: Example
    ranked: tuple[str, ...]  # the three likeliest flows
    confidence: float

    @property
    def right(self) -> bool:
        return self.ranked[0] == self.example.label

    @property
    def opened(self) -> bool:
        return self.confidence >= OPEN_FROM

    @property
    def served(self) -> bool:
        """The right flow is opened, or is among those that are offered."""
        return self.right if self.opened else self.example.label in self.ranked


@dataclass(frozen=True, slots=True)
class Point:
    """How often the model is right when it has so many phrases of a flow in a language."""

    phrases: int
    accuracy: float


def report(
    material: Material, verdicts: Sequence[Verdict], curve: Sequence[Point]
) -> dict[str, Any]:
    """As it is kept beside the model: plain numbers, texts and labels."""
    return {
        "flows": len(labels_of(material)),
        "phrases": len(material.examples),
        "languages": dict(sorted(Counter(each.language for each in material.examples).items())),
        "few": sorted(few_phrases(material)),
        "accuracy": _share(each.right for each in verdicts),
        "by_language": _by_language(verdicts),
        "opened": _share(each.opened for each in verdicts),
        "opened_right": _share(each.right for each in verdicts if each.opened),
        "offered": _share(OFFER_FROM <= each.confidence < OPEN_FROM for each in verdicts),
        "served": _share(each.served for each in verdicts),
        "confused": _confused(verdicts),
        "suspicious": _suspicious(verdicts),
        "curve": [{"phrases": each.phrases, "accuracy": round(each.accuracy, 3)} for each in curve],
    }


def _by_language(verdicts: Sequence[Verdict]) -> dict[str, float | None]:
    languages = sorted({each.example.language for each in verdicts})
    return {
        language: _share(each.right for each in verdicts if each.example.language == language)
        for language in languages
    }


def _confused(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in verdicts:
        if not each.right:
            pairs[each.example.label, each.ranked[0]].append(each.example.text)
    often = sorted(pairs.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        {
            "flow": flow,
            "taken_for": other,
            "count": len(texts),
            "examples": texts[:MOST_EXAMPLES],
        }
        for (flow, other), texts in often[:MOST_PAIRS]
        if len(texts) >= FEWEST_CONFUSED
    ]


def _suspicious(verdicts: Sequence[Verdict]) -> list[dict[str, str]]:
    """Phrases that look like another flow's: perhaps they are filed in the wrong place."""
    strange = [each for each in verdicts if not each.right and each.opened]
    strange.sort(key=lambda each: -each.confidence)
    return [
        {
            "text": each.example.text,
            "language": each.example.language,
            "flow": each.example.label,
            "looks_like": each.ranked[0],
        }
        for each in strange[:MOST_SUSPICIOUS]
    ]


def _share(facts: Iterable[bool]) -> float | None:
    told = list(facts)
    return round(sum(told) / len(told), 3) if told else None
