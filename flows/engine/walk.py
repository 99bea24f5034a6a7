"""One walk along a flow: what each kind of step does with the entries recorded for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from flows.engine.arguments import resolve
from flows.engine.document import (
    Ask,
    BaseStep,
    Check,
    Choose,
    Do,
    Document,
    EffectCall,
    End,
    GoTo,
    LookUp,
    Prove,
    Say,
)
from flows.engine.entries import Entry, EntryKind, Key
from flows.engine.facts import holds
from flows.engine.ledger import Ledger
from flows.engine.position import Awaits, Due, Passed, Position

MAX_VISITS = 20
PERSON = "person"
# What a step does with its entries: the exit to take, or what it waits for.
Next = str | Awaits


class Walk:
    """Mutable while it runs, used once."""

    def __init__(self, documents: Mapping[str, Document], first: Entry, ledger: Ledger) -> None:
        self.documents = documents
        self.ledger = ledger
        self.first = first
        self.facts: dict[str, Any] = dict(first.value.get("facts", {}))
        self.visits: Counter[tuple[str, str]] = Counter()
        self.path: list[Passed] = []
        self.effects: list[Due] = []
        self.fresh = 0  # the index of the newest look-up or request on the path
        self.answered = 0  # the index of the newest answer on the path
        self.subjects: dict[str, tuple[str, Mapping[str, Any]]] = {}
        self.proven = set(ledger.proven())
        self.arguments: Mapping[str, Any] | None = None
        self.subject = ""
        self.wanted_flow = ""
        self.key = first.key
        self.step: BaseStep = BaseStep()

    def run(self) -> Position:
        awaits = self._enter(self.first.value["flow"])
        while awaits is None:
            awaits = self._advance()
        return Position(
            key=self.key,
            step=self.step,
            awaits=awaits,
            facts=self.facts,
            path=tuple(self.path),
            effects=tuple(self.effects),
            arguments=self.arguments,
            subject=self.subject,
            wanted_flow=self.wanted_flow,
            reopened=self._reopened(),
            proven=frozenset(self.proven),
        )

    def _advance(self) -> Awaits | None:
        """Passes the present step, or says what it waits for."""
        jump = self._jump()
        if jump is not None:
            return jump[0]
        taken = _DOES[type(self.step)](self)
        if isinstance(taken, Awaits):
            return taken
        return self._leave(taken)

    def _leave(self, taken: str) -> Awaits | None:
        answer = self.ledger.answered.get(self.key) if self.step.takes_shopper() else None
        self.path.append(Passed(self.key, taken, answer))
        self.answered = max(self.answered, self.ledger.latest.get(self.key, (0, None))[0])
        flow = self._flow()
        if isinstance(self.step, GoTo) and self.step.flow and taken != PERSON:
            return self._enter(self.step.flow)
        target = self.step.exits.get(taken) or flow.person
        return self._arrive(self.key.flow, target)

    def _jump(self) -> tuple[Awaits | None] | None:
        """Follows an entry that left this very visit for another flow."""
        index, entry = self.ledger.latest.get(self.key, (0, None))
        if entry is None or entry.kind is not EntryKind.ENTERED:
            return None
        self.path.append(Passed(self.key, "entered", None))
        if entry.value.get("again"):
            self.facts = dict(self.first.value.get("facts", {}))
            self.subjects = {}
            self.fresh = index
        return (self._enter(entry.value["flow"]),)

    def _enter(self, flow: str) -> Awaits | None:
        if flow not in self.documents:
            self.wanted_flow = flow
            return Awaits.FLOW
        return self._arrive(flow, self.documents[flow].start)

    def _arrive(self, flow: str, step: str) -> Awaits | None:
        document = self.documents[flow]
        if self.visits[flow, step] >= MAX_VISITS:
            step = document.person
        if self.visits[flow, step] > MAX_VISITS or step not in document.steps:
            return Awaits.NOTHING
        self.visits[flow, step] += 1
        self.key = Key(flow, step, self.visits[flow, step])
        self.step = document.steps[step]
        return None

    def _flow(self) -> Document:
        return self.documents[self.key.flow]

    def _reopened(self) -> Mapping[str, Any] | None:
        _index, entry = self.ledger.latest.get(self.key, (0, None))
        if entry is None or entry.kind is not EntryKind.REOPENED:
            return None
        return self.ledger.answered.get(self.key, {})

    def answer(self) -> Mapping[str, Any] | None:
        """The shopper's answer to this visit, unless it was opened again."""
        _index, entry = self.ledger.latest.get(self.key, (0, None))
        return entry.value if entry is not None and entry.kind is EntryKind.ANSWER else None

    def due(self, call: EffectCall) -> Due:
        accepted = (self.key, call.id) in self.ledger.accepted
        arguments = resolve(call.arguments, self.facts)
        due = Due(self.key, call.id, call.kind, arguments, accepted, self._standing_on())
        self.effects.append(due)
        return due

    def _standing_on(self) -> str:
        about = (subject for subject, _personal in self.subjects.values())
        return next((subject for subject in about if subject in self.proven), "")

    def known(self, name: str, facts: Mapping[str, Any]) -> None:
        self.facts[name] = {**self.facts.get(name, {}), **facts}


def _by_option(walk: Walk) -> Next:
    answer = walk.answer()
    if answer is None:
        return Awaits.SHOPPER
    option = str(answer.get("option", "next"))
    if option in walk.step.exit_ids():
        walk.known("answer", {walk.key.step.replace("-", "_"): option})
        return option
    return option if option == PERSON else Awaits.SHOPPER


def _ask(walk: Walk) -> Next:
    answer = walk.answer()
    if answer is None:
        return Awaits.SHOPPER
    if answer.get("option") == PERSON:
        return PERSON
    walk.known("answer", answer.get("values", {}))
    return "next"


def _look_up(walk: Walk) -> Next:
    step = walk.step
    assert isinstance(step, LookUp)  # noqa: S101 - the table below pairs kinds and functions
    walk.arguments = resolve(step.arguments, walk.facts)
    found = walk.ledger.lookup(walk.key, walk.arguments, walk.answered)
    if found is None:
        return Awaits.LOOKUP
    index, entry = found
    walk.fresh = max(walk.fresh, index)
    walk.facts[step.read] = dict(entry.value.get("facts", {}))
    subject = f"{step.read}:{entry.value.get('subject', '')}"
    walk.subjects[step.read] = (subject, entry.value.get("personal", {}))
    if subject in walk.proven:
        walk.known(step.read, walk.subjects[step.read][1])
    walk.arguments = None
    return str(entry.value["outcome"])


def _prove(walk: Walk) -> Next:
    step = walk.step
    assert isinstance(step, Prove)  # noqa: S101
    subject, personal = walk.subjects.get(step.about, ("", {}))
    if subject and subject in walk.proven:
        walk.known(step.about, personal)
        return "proven"
    option = (walk.answer() or {}).get("option")
    if option in {PERSON, "not_proven"}:
        return str(option)
    if not subject or (walk.key, subject) in walk.ledger.failed_proofs:
        return "not_proven"
    walk.subject = subject
    return Awaits.PROOF


def _check(walk: Walk) -> Next:
    step = walk.step
    assert isinstance(step, Check)  # noqa: S101
    time = walk.ledger.time_after(walk.fresh)
    if time is None:
        return Awaits.TIME
    for name, facts in time.value["facts"].items():
        walk.known(name, facts)
    for rule in step.rules:
        if all(holds(condition, walk.facts) for condition in rule.when):
            return rule.id
    return "otherwise"


def _do(walk: Walk) -> Next:
    step = walk.step
    assert isinstance(step, Do)  # noqa: S101
    walk.due(step.effect)
    result = walk.ledger.results.get((walk.key, step.effect.id))
    if result is not None:
        walk.known("result", {step.effect.id: result.get("facts", {})})
        return str(result["outcome"])
    return Awaits.EFFECT if step.waits else "done"


def _go_to(walk: Walk) -> Next:
    """A flow that cannot be entered any more is answered for by the runtime, with a person."""
    return PERSON if (walk.answer() or {}).get("option") == PERSON else "next"


def _end(walk: Walk) -> Next:
    step = walk.step
    assert isinstance(step, End)  # noqa: S101
    for call in step.effects:
        walk.due(call)
    return Awaits.NOTHING


_DOES: Mapping[type[BaseStep], Callable[[Walk], Next]] = {
    Say: _by_option,
    Choose: _by_option,
    Ask: _ask,
    LookUp: _look_up,
    Prove: _prove,
    Check: _check,
    Do: _do,
    GoTo: _go_to,
    End: _end,
}
