"""The five faces that an end is rated with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Face:
    score: int
    words: str
    mouth: str  # an SVG path


def faces() -> Iterator[Face]:
    """From bad to good, in the present language."""
    yield Face(1, pgettext("did this help", "No"), "M8 16.5q4-4 8 0")
    yield Face(2, pgettext("did this help", "A little"), "M8.5 16q3.5-2 7 0")
    yield Face(3, pgettext("did this help", "Partly"), "M8.5 15.5h7")
    yield Face(4, pgettext("did this help", "Mostly"), "M8.5 14.5q3.5 2.5 7 0")
    yield Face(5, pgettext("did this help", "Yes"), "M8 14q4 5 8 0")
