"""What one walk has gathered so far: where it stands, what is known, what is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.engine.arguments import resolve
from flows.engine.document import BaseStep, EffectCall
from flows.engine.entries import Entry, Key
from flows.engine.ledger import Ledger
from flows.engine.position import Due, Facts, Passed


@dataclass(frozen=True, slots=True)
class Record:
    """A record that was found. The personal facts show while its subject is proven."""

    subject: str
    public: Facts
    personal: Facts


class Trail:
    """Mutable while the walk runs, used once."""

    def __init__(self, first: Entry, ledger: Ledger) -> None:
        self.ledger = ledger
        self.first = first
        self.key = first.key
        self.step = BaseStep()
        self.facts: dict[str, Any] = {}
        self.path: list[Passed] = []
        self.effects: list[Due] = []
        self.fresh = 0  # the index of the newest look-up or request on the path
        self.records: dict[str, Record] = {}
        self.proven: frozenset[str] = frozenset()
        self.arguments: Facts | None = None
        self.subject = ""
        self.begin(0)

    def begin(self, index: int) -> None:
        """A request starts with what was known from outside, and needs a fresh time."""
        self.facts = dict(self.first.value.get("facts", {}))
        self.records = {}
        self.fresh = index

    def stand(self, key: Key, step: BaseStep) -> None:
        self.key, self.step = key, step
        self._rely_on(self.ledger.proven(key))

    def rest(self) -> None:
        """At the end of the walk, what is shown depends on what is proven now."""
        self._rely_on(self.ledger.proven_now())

    def answer(self) -> Mapping[str, Any] | None:
        return self.ledger.answer(self.key)

    def know(self, name: str, facts: Facts) -> None:
        self.facts[name] = {**self.facts.get(name, {}), **facts}

    def find(self, read: str, record: Record) -> None:
        self.records[read] = record
        self._show(read)

    def miss(self, read: str, facts: Facts) -> None:
        self.records.pop(read, None)
        self.facts[read] = facts

    def due(self, call: EffectCall) -> None:
        accepted = (self.key, call.id) in self.ledger.accepted
        arguments = resolve(call.arguments, self.facts)
        about = (each.subject for each in self.records.values())
        standing_on = next((each for each in about if each in self.proven), "")
        self.effects.append(Due(self.key, call.id, call.kind, arguments, accepted, standing_on))

    def _rely_on(self, proven: frozenset[str]) -> None:
        if proven != self.proven:
            self.proven = proven
            for read in self.records:
                self._show(read)

    def _show(self, read: str) -> None:
        record = self.records[read]
        shown = record.personal if record.subject in self.proven else {}
        self.facts[read] = {**record.public, **shown}
