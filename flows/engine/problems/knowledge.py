"""What is known for certain on arriving at each step, whichever path led there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from flows.engine.document import (
    Ask,
    AskField,
    Check,
    Choose,
    Condition,
    Do,
    Document,
    End,
    GoTo,
    LookUp,
    Operator,
    Prove,
    Step,
)
from flows.engine.facts import fact_name
from flows.engine.problems.vocabulary import LookupRules, Vocabulary
from flows.engine.references import tells_time

ALWAYS = frozenset({"shop", "session"})
AFTER_CHECK = frozenset({"now", "policy"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Fact paths, each with all below it; look-ups by what they read."""

    facts: frozenset[str] = ALWAYS
    optional: frozenset[str] = frozenset()  # asked for, but may have been left empty
    found: frozenset[str] = frozenset()
    proven: frozenset[str] = frozenset()

    def has(self, path: str) -> bool:
        return _within(path, self.facts)

    def may_have(self, path: str) -> bool:
        return self.has(path) or _within(path, self.optional)

    def shared(self, other: Knowledge) -> Knowledge:
        """What holds whichever of the two holds."""
        likely = (self.facts | self.optional) & (other.facts | other.optional)
        facts = self.facts & other.facts
        found = self.found & other.found
        return Knowledge(facts, likely - facts, found, self.proven & other.proven)

    def learned(self, facts: Iterable[str]) -> Knowledge:
        return replace(self, facts=self.facts.union(facts))

    def without(self, read: str) -> Knowledge:
        """A new look-up may have read another record."""
        kept = frozenset(each for each in self.facts if each.partition(".")[0] != read)
        return replace(self, facts=kept, found=self.found - {read}, proven=self.proven - {read})

    def with_found(self, read: str, rules: LookupRules) -> Knowledge:
        found = self.learned(f"{read}.{each}" for each in rules.public)
        return replace(found, found=self.found | {read})

    def with_proven(self, read: str, rules: LookupRules) -> Knowledge:
        proven = self.learned(f"{read}.{each}" for each in rules.personal)
        return replace(proven, proven=self.proven | {read})


def _within(path: str, facts: frozenset[str]) -> bool:
    if path in facts:
        return True
    above, dot, _name = path.rpartition(".")
    return bool(dot) and _within(above, facts)


def knowledge(document: Document, vocabulary: Vocabulary) -> Mapping[str, Knowledge]:
    """Per reachable step: the intersection over all paths, found by going round until it rests."""
    known: dict[str, Knowledge] = {}
    waiting = [(document.start, Knowledge())]
    while waiting:
        step_id, arriving = waiting.pop()
        before = known.get(step_id)
        after = arriving if before is None else before.shared(arriving)
        if step_id in document.steps and after != before:
            known[step_id] = after
            waiting.extend(_onwards(document, step_id, after, vocabulary))
    return known


def _onwards(
    document: Document, step_id: str, known: Knowledge, vocabulary: Vocabulary
) -> Iterator[tuple[str, Knowledge]]:
    step = document.steps[step_id]
    for exit_id in step.exit_ids():
        target = step.exits.get(exit_id, document.person)
        after = _after(step, exit_id, known, vocabulary)
        yield target, after.learned(_answers(step_id, step))
    if step.takes_shopper() or isinstance(step, GoTo) or _ends_solved(step):
        yield document.person, known


def _ends_solved(step: Step) -> bool:
    return isinstance(step, End) and step.leads_to_person()


def _after(step: Step, exit_id: str, known: Knowledge, vocabulary: Vocabulary) -> Knowledge:
    """What is known beyond this exit."""
    if isinstance(step, LookUp):
        fresh = known.without(step.read)
        rules = vocabulary.lookups.get(step.read, LookupRules())
        return fresh.with_found(step.read, rules) if exit_id == "found" else fresh
    if isinstance(step, Prove) and exit_id == "proven" and step.about in known.found:
        return known.with_proven(step.about, vocabulary.lookups.get(step.about, LookupRules()))
    if isinstance(step, Check):
        return _after_check(step, exit_id, known, vocabulary)
    if isinstance(step, Ask):
        optional = (fact for each in step.fields if not each.required for fact in _given(each))
        return replace(known, optional=known.optional.union(optional))
    return _after_do(step, exit_id, known) if isinstance(step, Do) else known


def _after_do(step: Do, exit_id: str, known: Knowledge) -> Knowledge:
    if tells_time(step):
        known = known.learned(AFTER_CHECK)
    if step.waits and exit_id == "done":
        return known.learned({f"result.{fact_name(step.effect.id)}"})
    return known


def _answers(step_id: str, step: Step) -> Iterator[str]:
    """The facts that the shopper's answer is bound to give."""
    if isinstance(step, Choose):
        yield _answer(step_id)
    if isinstance(step, Ask):
        yield from (fact for each in step.fields if each.required for fact in _given(each))


def _answer(part_id: str) -> str:
    return f"answer.{fact_name(part_id)}"


def _given(field: AskField) -> Iterator[str]:
    yield _answer(field.name)
    if field.choices_from:
        yield f"chosen.{fact_name(field.name)}"


def _after_check(step: Check, exit_id: str, known: Knowledge, vocabulary: Vocabulary) -> Knowledge:
    known = known.learned(AFTER_CHECK)
    rule = next((each for each in step.rules if each.id == exit_id), None)
    for condition in rule.when if rule else ():
        known = _confirmed(condition, known, vocabulary)
    return known


def _confirmed(condition: Condition, known: Knowledge, vocabulary: Vocabulary) -> Knowledge:
    """No comparison holds for a missing fact, so where one holds the fact is known."""
    if condition.operator is Operator.UNKNOWN:
        return known
    read, _dot, name = condition.fact.partition(".")
    rules = vocabulary.lookups.get(read)
    if rules is not None and name in rules.public | rules.personal:
        known = known.with_found(read, rules)
    if rules is not None and name in rules.personal:
        known = known.with_proven(read, rules)
    return known.learned({condition.fact})
