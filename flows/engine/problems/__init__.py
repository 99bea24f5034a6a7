"""Problems: every fault of a document, found before a shopper finds one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flows.engine.document import Document
from flows.engine.problems.calls import calls
from flows.engine.problems.contents import contents
from flows.engine.problems.problem import Problem, Severity
from flows.engine.problems.uses import uses
from flows.engine.problems.vocabulary import EffectRules, LookupRules, Vocabulary
from flows.engine.problems.ways import unreached, ways
from flows.engine.problems.words import words

__all__ = ["EffectRules", "LookupRules", "Problem", "Severity", "Vocabulary", "problems"]


def problems(document: Document, vocabulary: Vocabulary) -> list[Problem]:
    """All of them, in the order of the steps. At a step that no path reaches, only warnings."""
    harmless = unreached(document)
    place = {step_id: number for number, step_id in enumerate(document.steps)}
    found = [
        replace(each, severity=Severity.WARNING) if each.step in harmless else each
        for each in _found(document, vocabulary)
    ]
    return sorted(found, key=lambda each: place.get(each.step, -1))


def _found(document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from ways(document)
    yield from contents(document)
    yield from words(document)
    yield from calls(document, vocabulary)
    yield from uses(document, vocabulary)
