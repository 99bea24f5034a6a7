"""Problems of what single steps contain: options, fields and rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from flows.engine.document import (
    Ask,
    AskField,
    Check,
    Choose,
    Condition,
    Document,
    End,
    FieldType,
    Operator,
    Rule,
    Step,
)
from flows.engine.entries import PERSON
from flows.engine.facts import fact_name
from flows.engine.problems.problem import Problem, problem

_PERSONAL = {FieldType.EMAIL, FieldType.PHONE, FieldType.FILE}
_CHOOSING = {FieldType.CHOICE, FieldType.SEVERAL}
_UNCOMPARED = {Operator.KNOWN, Operator.UNKNOWN}
_LISTED = {Operator.ONE_OF, Operator.NOT_ONE_OF}
_RESERVED_OPTIONS = {PERSON}


def contents(document: Document) -> Iterator[Problem]:
    for step_id, step in document.steps.items():
        yield from _of_step(step_id, step)


def _of_step(step_id: str, step: Step) -> Iterator[Problem]:
    if isinstance(step, Choose):
        yield from _choose(step_id, step)
    elif isinstance(step, Ask):
        yield from _ask(step_id, step)
    elif isinstance(step, Check):
        yield from _check(step_id, step)
    elif isinstance(step, End):
        yield from _duplicates(step_id, (each.id for each in step.effects))


def _choose(step_id: str, step: Choose) -> Iterator[Problem]:
    ids = [each.id for each in step.options]
    if not ids:
        yield problem("no_options", step_id)
    yield from _duplicates(step_id, ids)
    for each in sorted(_RESERVED_OPTIONS.intersection(ids)):
        yield problem("reserved", step_id, name=each)


def _ask(step_id: str, step: Ask) -> Iterator[Problem]:
    if not step.fields:
        yield problem("no_fields", step_id)
    yield from _duplicates(step_id, (fact_name(each.name) for each in step.fields))
    for each in step.fields:
        yield from _field(step_id, each)


def _field(step_id: str, each: AskField) -> Iterator[Problem]:
    if each.type in _CHOOSING and not each.choices and not each.choices_from:
        yield problem("no_choices", step_id, field=each.name)
    yield from _duplicates(step_id, (choice.id for choice in each.choices))
    if each.minimum is not None and each.maximum is not None and each.minimum > each.maximum:
        yield problem("empty_range", step_id, field=each.name)
    if each.type in _PERSONAL and not any(each.purpose.values()):
        yield problem("no_purpose", step_id, field=each.name)


def _check(step_id: str, step: Check) -> Iterator[Problem]:
    ids = [each.id for each in step.rules]
    yield from _duplicates(step_id, ids)
    if "otherwise" in ids:
        yield problem("reserved", step_id, name="otherwise")
    for rule in step.rules:
        if not rule.when:
            yield problem("rule_always_holds", step_id, rule=rule.label or rule.id)
        for condition in rule.when:
            yield from _condition(step_id, rule, condition)


def _condition(step_id: str, rule: Rule, condition: Condition) -> Iterator[Problem]:
    if condition.operator in _UNCOMPARED:
        return
    params = {"rule": rule.label or rule.id, "fact": condition.fact}
    if condition.value in (None, "", [], ()):
        yield problem("no_value", step_id, **params)
    elif condition.operator in _LISTED and not isinstance(condition.value, list | tuple):
        yield problem("no_list", step_id, **params)


def _duplicates(step_id: str, names: Iterable[str]) -> Iterator[Problem]:
    for name, times in Counter(names).items():
        if times > 1:
            yield problem("duplicate", step_id, name=name)
