"""Problems of what is asked of the outside: effects, look-ups, their arguments, other flows."""

from __future__ import annotations

from collections.abc import Iterator

from flows.engine.document import (
    Arguments,
    Do,
    Document,
    EffectCall,
    End,
    Given,
    GoTo,
    LookUp,
    Step,
)
from flows.engine.problems.problem import Problem, problem
from flows.engine.problems.vocabulary import Asked, Vocabulary


def calls(document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    for step_id, step in document.steps.items():
        if isinstance(step, LookUp):
            yield from _look_up(step_id, step, vocabulary)
        if isinstance(step, GoTo):
            yield from _go_to(step_id, step, vocabulary)
        for effect in effects_of(step):
            yield from _effect(step_id, effect, vocabulary)


def effects_of(step: Step) -> tuple[EffectCall, ...]:
    if isinstance(step, Do):
        return (step.effect,)
    return step.effects if isinstance(step, End) else ()


def _look_up(step_id: str, step: LookUp, vocabulary: Vocabulary) -> Iterator[Problem]:
    rules = vocabulary.lookups.get(step.read)
    if rules is None:
        yield problem("unknown_lookup", step_id, kind=step.read)
    else:
        yield from _arguments(step_id, step.read, step.arguments, rules)


def _effect(step_id: str, effect: EffectCall, vocabulary: Vocabulary) -> Iterator[Problem]:
    rules = vocabulary.effects.get(effect.kind)
    if rules is None:
        yield problem("unknown_effect", step_id, kind=effect.kind)
    else:
        yield from _arguments(step_id, effect.kind, effect.arguments, rules)


def _arguments(step_id: str, kind: str, given: Arguments, rules: Asked) -> Iterator[Problem]:
    for name in rules.required:
        if name not in given or _is_empty(given[name]):
            yield problem("missing_argument", step_id, kind=kind, argument=name)
    for name in sorted(given.keys() - {*rules.required, *rules.optional}):
        yield problem("unknown_argument", step_id, kind=kind, argument=name)


def _is_empty(given: Given) -> bool:
    text = any(each.strip() for each in (given.text or {}).values())
    return given.fact is None and not text and given.value in (None, "")


def _go_to(step_id: str, step: GoTo, vocabulary: Vocabulary) -> Iterator[Problem]:
    if step.flow and vocabulary.flows is not None and step.flow not in vocabulary.flows:
        yield problem("unknown_flow", step_id, flow=step.flow)
