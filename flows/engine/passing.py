"""What each kind of step does with the entries recorded for it: go on by an exit, or wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows.engine.arguments import resolve
from flows.engine.document import (
    Ask,
    BaseStep,
    Check,
    Choose,
    Do,
    End,
    GoTo,
    LookUp,
    Prove,
    Say,
)
from flows.engine.entries import PERSON, Entry
from flows.engine.facts import fact_name, holds
from flows.engine.pieces import chosen_of
from flows.engine.position import Awaits
from flows.engine.references import tells_time
from flows.engine.trail import Record, Trail

# The exit to take, or what has to happen first.
Next = str | Awaits


def go_on(trail: Trail) -> Next:
    """Done for the step that the trail stands on."""
    return _BY_KIND[type(trail.step)](trail)


def request_effects(trail: Trail) -> None:
    """Those of the step that the trail stands on, before it is left for another flow."""
    time = trail.ledger.time_at(trail.key)
    if time is not None:
        trail.fresh = max(trail.fresh, time[0] - 1)  # no later check goes back to an earlier time
        _learn(trail, time[1])
    if isinstance(trail.step, Do):
        trail.due(trail.step.effect)
    if isinstance(trail.step, End):
        for call in trail.step.effects:
            trail.due(call)


def _say(trail: Trail) -> Next:
    answer = trail.answer()
    if answer is None:
        return Awaits.SHOPPER
    return PERSON if answer.get("option") == PERSON else "next"


def _choose(trail: Trail) -> Next:
    option = str((trail.answer() or {}).get("option", ""))
    if option in trail.step.exit_ids():
        trail.know("answer", {fact_name(trail.key.step): option})
        return option
    return PERSON if option == PERSON else Awaits.SHOPPER


def _ask(trail: Trail) -> Next:
    answer = trail.answer()
    if answer is None:
        return Awaits.SHOPPER
    if answer.get("option") == PERSON:
        return PERSON
    values = answer.get("values", {})
    trail.know("answer", {fact_name(name): value for name, value in values.items()})
    _choose_members(trail, values)
    return "next"


def _choose_members(trail: Trail, values: Mapping[str, Any]) -> None:
    step = trail.step
    assert isinstance(step, Ask)  # noqa: S101 - as below
    for field in step.fields:
        given = values.get(field.name)
        if field.choices_from and given:
            trail.choose(fact_name(field.name), field.choices_from, chosen_of(given))


def _look_up(trail: Trail) -> Next:
    step = trail.step
    assert isinstance(step, LookUp)  # noqa: S101 - the table below pairs kinds and functions
    arguments = resolve(step.arguments, trail.facts)
    found = trail.ledger.lookup(trail.key, arguments)
    if found is None:
        trail.arguments = arguments
        return Awaits.LOOKUP
    index, value = found[0], found[1].value
    trail.fresh = max(trail.fresh, index)
    subject = f"{step.read}:{value['subject']}" if value.get("subject") else ""
    if value.get("held") and subject not in trail.proven:
        about = f"{step.read}:{value['held']}"
        if about not in trail.proven:
            return _held(trail, about)
    if value["outcome"] == "found":
        trail.find(step.read, Record(subject, value["facts"], value.get("personal", {})))
    else:
        trail.miss(step.read, value.get("facts", {}))
    return str(value["outcome"])


def _held(trail: Trail, about: str) -> Next:
    """Where somebody may be guessing, not even whether it was found is told without a code."""
    option = (trail.answer() or {}).get("option")
    if option in {PERSON, "not_proven"} or (trail.key, about) in trail.ledger.failed_proofs:
        return PERSON  # not by "failed", whose words are about a shop that does not answer
    trail.subject = about
    return Awaits.PROOF


def _prove(trail: Trail) -> Next:
    """What was answered or failed here stays so, even if the proof succeeds elsewhere."""
    step = trail.step
    assert isinstance(step, Prove)  # noqa: S101 - as above
    option = (trail.answer() or {}).get("option")
    if option in {PERSON, "not_proven"}:
        return str(option)
    record = trail.records.get(step.about)
    if record is None or not record.subject:
        return "not_proven"
    if (trail.key, record.subject) in trail.ledger.failed_proofs:
        return "not_proven"
    if record.subject in trail.proven:
        return "proven"
    trail.subject = record.subject
    return Awaits.PROOF


def _check(trail: Trail) -> Next:
    step = trail.step
    assert isinstance(step, Check)  # noqa: S101 - as above
    time = trail.ledger.time_after(trail.fresh)
    if time is None:
        return Awaits.TIME
    _learn(trail, time)
    for rule in step.rules:
        if all(holds(condition, trail.facts) for condition in rule.when):
            return rule.id
    return "otherwise"


def _learn(trail: Trail, time: Entry) -> None:
    for name, facts in time.value["facts"].items():
        trail.know(name, facts)


def _lacks_time(trail: Trail) -> bool:
    """What is asked for outside and says when is asked for at that time, not at an earlier check's.

    What was accepted without a time of its own stays as it is.
    """
    key, ledger = trail.key, trail.ledger
    known = ledger.time_at(key) is not None or ledger.is_settled(key)
    return not known and tells_time(trail.step)


def _do(trail: Trail) -> Next:
    """A result that comes after the flow went on cannot lead it elsewhere."""
    step = trail.step
    assert isinstance(step, Do)  # noqa: S101 - as above
    if _lacks_time(trail):
        return Awaits.TIME
    request_effects(trail)
    if not step.waits:
        return "done"
    result = trail.ledger.results.get((trail.key, step.effect.id))
    if result is None:
        return Awaits.EFFECT
    trail.know("result", {fact_name(step.effect.id): result.get("facts", {})})
    return str(result["outcome"])


def _go_to(trail: Trail) -> Next:
    """A flow that cannot be entered any more is answered for by the runtime, with a person."""
    return PERSON if (trail.answer() or {}).get("option") == PERSON else "next"


def _end(trail: Trail) -> Next:
    step = trail.step
    assert isinstance(step, End)  # noqa: S101 - as above
    if _lacks_time(trail):
        return Awaits.TIME
    request_effects(trail)
    called = (trail.answer() or {}).get("option") == PERSON
    return PERSON if called and step.leads_to_person() else Awaits.NOTHING


_BY_KIND: Mapping[type[BaseStep], Callable[[Trail], Next]] = {
    Say: _say,
    Choose: _choose,
    Ask: _ask,
    LookUp: _look_up,
    Prove: _prove,
    Check: _check,
    Do: _do,
    GoTo: _go_to,
    End: _end,
}
