"""Problems of what is asked of the outside: effects, look-ups, their arguments, other flows."""

from __future__ import annotations

from collections import Counter
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
    Source,
    Step,
)
from flows.engine.problems.problem import Problem, hint, problem
from flows.engine.problems.vocabulary import Asked, EffectRules, Vocabulary


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
        yield from _money(step_id, effect, rules)
        if not rules.carried:
            yield hint("not_carried", step_id, kind=effect.kind)
        elif rules.off:
            yield hint("switched_off", step_id, kind=effect.kind)


def _arguments(step_id: str, kind: str, given: Arguments, rules: Asked) -> Iterator[Problem]:
    for name in rules.required:
        if name not in given or _is_empty(given[name]):
            yield problem("missing_argument", step_id, kind=kind, argument=name)
    for name in sorted(given.keys() - {*rules.required, *rules.optional}):
        yield problem("unknown_argument", step_id, kind=kind, argument=name)
    for name, each in given.items():
        yield from _columns(step_id, kind, (name, each), rules)


def _money(step_id: str, effect: EffectCall, rules: EffectRules) -> Iterator[Problem]:
    for name, facts in rules.only.items():
        given = effect.arguments.get(name)
        if given is not None and not _is_empty(given) and given.fact not in facts:
            told = {"argument": name, "facts": ", ".join(sorted(facts))}
            yield problem("money_elsewhere", step_id, kind=effect.kind, **told)


def _columns(
    step_id: str, kind: str, argument: tuple[str, Given], rules: Asked
) -> Iterator[Problem]:
    name, given = argument
    if given.columns and name not in rules.mapped:
        yield problem("takes_one_value", step_id, kind=kind, argument=name)
    if name in rules.mapped and not given.columns and not _is_empty(given):
        yield problem("takes_columns", step_id, kind=kind, argument=name)
    columns = given.columns or ()
    for column, times in Counter(each.name for each in columns).items():
        if times > 1:
            yield problem("duplicate_column", step_id, column=column)
    for each in columns:
        if _says_nothing(each):
            yield hint("empty_column", step_id, column=each.name)


def _is_empty(given: Given) -> bool:
    return not given.columns and _says_nothing(given)


def _says_nothing(source: Source) -> bool:
    text = any(each.strip() for each in (source.text or {}).values())
    return source.fact is None and not text and source.value in (None, "")


def _go_to(step_id: str, step: GoTo, vocabulary: Vocabulary) -> Iterator[Problem]:
    if step.flow and vocabulary.flows is not None and step.flow not in vocabulary.flows:
        yield problem("unknown_flow", step_id, flow=step.flow)
