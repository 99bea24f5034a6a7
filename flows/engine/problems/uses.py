"""Problems of knowing: facts used before they are sure, and changes that nobody has proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.engine.document import (
    AskField,
    Check,
    Condition,
    Document,
    EffectCall,
    LookUp,
    Operator,
    Prove,
    Step,
)
from flows.engine.parts import parts
from flows.engine.problems.calls import effects_of
from flows.engine.problems.knowledge import AFTER_CHECK, ALWAYS, Knowledge, knowledge
from flows.engine.problems.problem import Problem, problem
from flows.engine.problems.vocabulary import Vocabulary
from flows.engine.references import facts_of, tells_time

_FROM_ANYWHERE = ALWAYS | AFTER_CHECK | {"answer", "chosen", "result"}


@dataclass(frozen=True, slots=True)
class Use:
    """`firm` where an empty value would not do."""

    fact: str
    firm: bool


def uses(document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    known = knowledge(document, vocabulary)
    anywhere = _gathered(known)
    for step_id, at in known.items():
        step = document.steps[step_id]
        takes_time = isinstance(step, Check) or tells_time(step)
        here = at.learned(AFTER_CHECK) if takes_time else at
        for each in dict.fromkeys(_uses(step, vocabulary)):
            yield from _use(step_id, each, here, anywhere, vocabulary)
        yield from _tests(step_id, step, vocabulary)
        yield from _proofs(step_id, step, here, vocabulary)


def _gathered(known: Mapping[str, Knowledge]) -> Knowledge:
    """What some step knows."""
    return Knowledge(frozenset().union(*(each.facts | each.optional for each in known.values())))


def _uses(step: Step, vocabulary: Vocabulary) -> Iterator[Use]:
    firm = set(_firm(step, vocabulary))
    for _path, part in parts(step):
        if isinstance(part, Condition) and part.operator in {Operator.KNOWN, Operator.UNKNOWN}:
            continue
        for fact in facts_of(part):
            yield Use(fact, fact in firm)


def _firm(step: Step, vocabulary: Vocabulary) -> Iterator[str]:
    """Facts that are a required argument, or the list a field's choices come from."""
    for _path, part in parts(step):
        if isinstance(part, AskField) and part.choices_from:
            yield part.choices_from
        if isinstance(part, LookUp) and part.read in vocabulary.lookups:
            names = vocabulary.lookups[part.read].required
        elif isinstance(part, EffectCall) and part.kind in vocabulary.effects:
            names = vocabulary.effects[part.kind].required
        else:
            continue
        given = (part.arguments[name].fact for name in names if name in part.arguments)
        yield from (fact for fact in given if fact)


def _use(
    step_id: str, use: Use, here: Knowledge, anywhere: Knowledge, vocabulary: Vocabulary
) -> Iterator[Problem]:
    if here.has(use.fact) or (here.may_have(use.fact) and not use.firm):
        return
    if here.may_have(use.fact):
        code = "fact_optional"
    elif _is_personal(use.fact, here, vocabulary):
        code = "fact_unproven"
    elif anywhere.has(use.fact):
        code = "fact_not_gathered"
    else:
        code = "unknown_fact"
    yield problem(code, step_id, fact=use.fact)


def _is_personal(fact: str, here: Knowledge, vocabulary: Vocabulary) -> bool:
    read, _dot, name = fact.partition(".")
    rules = vocabulary.lookups.get(read)
    return rules is not None and read in here.found and name.partition(".")[0] in rules.personal


def _tests(step_id: str, step: Step, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Whether a fact is known may be asked of any that could have come from another flow."""
    for _path, part in parts(step):
        if isinstance(part, Condition) and part.operator in {Operator.KNOWN, Operator.UNKNOWN}:
            read, _dot, name = part.fact.partition(".")
            rules = vocabulary.lookups.get(read)
            facts = rules.public | rules.personal | {""} if rules else frozenset()
            if read not in _FROM_ANYWHERE and name.partition(".")[0] not in facts:
                yield problem("unknown_fact", step_id, fact=part.fact)


def _proofs(step_id: str, step: Step, here: Knowledge, vocabulary: Vocabulary) -> Iterator[Problem]:
    if isinstance(step, Prove) and step.about not in here.found:
        yield problem("nothing_to_prove", step_id, about=step.about)
    for effect in effects_of(step):
        rules = vocabulary.effects.get(effect.kind)
        if rules is not None and rules.changes:
            yield from _change(step_id, effect, rules.about, here)


def _change(step_id: str, effect: EffectCall, about: str, here: Knowledge) -> Iterator[Problem]:
    given = effect.arguments.get(about)
    if given is None:
        return  # missing_argument says so
    read = (given.fact or "").partition(".")[0]
    if not here.proven:
        yield problem("change_unproven", step_id, kind=effect.kind)
    elif read not in here.found:
        yield problem("change_of_unknown", step_id, kind=effect.kind, argument=about)
    elif read not in here.proven:
        yield problem("change_unproven", step_id, kind=effect.kind)
