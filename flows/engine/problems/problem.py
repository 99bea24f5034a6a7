"""A problem: one fault of a document, where it stands and how it is mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flows.engine.problems.catalogue import CATALOGUE

Translate = Callable[[str], str]


class Severity(StrEnum):
    ERROR = "error"  # publishing refuses it
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """`step` is empty where the whole flow is meant; `params` fill the catalogue's texts."""

    code: str
    step: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR

    @property
    def sentence(self) -> str:
        """What is wrong, in English."""
        return self.told(str)[0]

    @property
    def fix(self) -> str:
        """What to do about it, in English."""
        return self.told(str)[1]

    def told(self, translate: Translate) -> tuple[str, str]:
        """The sentence and the fix, their texts translated before the params go in."""
        sentence, fix = CATALOGUE[self.code]
        return translate(sentence).format(**self.params), translate(fix).format(**self.params)


def problem(code: str, step: str = "", **params: str) -> Problem:
    return Problem(code, step, params)


def hint(code: str, step: str = "", **params: str) -> Problem:
    """One that can be published all the same."""
    return Problem(code, step, params, Severity.WARNING)
