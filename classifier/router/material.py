"""What a model is trained from: example phrases, flows' titles, hints and generic sentences."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from classifier.router.normalising import normalised

BACKGROUND = "~bg"
SEED = 7
TITLE_ROWS = 2
FEW = 5  # phrases, below which a flow's hints count too


@dataclass(frozen=True, slots=True)
class Example:
    label: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One normalised text to learn from."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    examples: Sequence[Example]
    titles: Mapping[str, Sequence[str]] = field(default_factory=dict)  # by label
    hints: Mapping[str, Sequence[str]] = field(default_factory=dict)
    background: Sequence[str] = ()


def rows(material: Material) -> list[Row]:
    """What the classifier learns from, flow by flow in the order of labels; no empty text."""
    given = [(each.label, each.text) for each in material.examples]
    given += _all(material.titles) * TITLE_ROWS
    few = few_phrases(material)
    given += [each for each in _all(material.hints) if each[0] in few]
    given += [(BACKGROUND, text) for text in material.background]
    made = (Row(label, normalised(text)) for label, text in given)
    return sorted((row for row in made if row.text), key=lambda row: row.label)


def few_phrases(material: Material) -> set[str]:
    """Labels with fewer than five phrases in the language that has most of them."""
    most: Counter[str] = Counter()
    by_language = Counter((each.label, each.language) for each in material.examples)
    for (label, _language), count in by_language.items():
        most[label] = max(most[label], count)
    return {label for label in labels_of(material) if most[label] < FEW}


def labels_of(material: Material) -> list[str]:
    return sorted({each.label for each in material.examples} | set(material.titles))


def _all(texts: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    return [(label, text) for label, own in texts.items() for text in own]


def without(material: Material, labels: set[str], examples: Sequence[Example]) -> Material:
    """As if these flows did not exist, with `examples` to learn from."""
    return Material(
        [each for each in examples if each.label not in labels],
        {label: own for label, own in material.titles.items() if label not in labels},
        {label: own for label, own in material.hints.items() if label not in labels},
        material.background,
    )


def limited(examples: Iterable[Example], most: int) -> list[Example]:
    """So many of each flow and language, picked by chance, the same each time."""
    taken: Counter[tuple[str, str]] = Counter()
    kept = []
    mixed = list(examples)
    random.Random(SEED).shuffle(mixed)  # noqa: S311 - no secret
    for each in mixed:
        taken[each.label, each.language] += 1
        if taken[each.label, each.language] <= most:
            kept.append(each)
    return kept
