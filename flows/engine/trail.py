"""What one walk has gathered so far: where it stands, what is known, what is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.engine.arguments import filled, resolve
from flows.engine.document import BaseStep, Check, Do, EffectCall, GoTo, LookUp
from flows.engine.entries import Entry, Key
from flows.engine.facts import look
from flows.engine.ledger import Ledger
from flows.engine.pieces import Chosen, members
from flows.engine.position import Due, Facts, Passed
from flows.engine.texts import Format


@dataclass(frozen=True, slots=True)
class Record:
    """A record that was found. The personal facts show while its subject is proven."""

    subject: str
    public: Facts
    personal: Facts


class Trail:
    """Mutable while the walk runs, used once."""

    def __init__(self, first: Entry, ledger: Ledger, form: Format) -> None:
        self.ledger = ledger
        self.first = first
        self.form = form
        self.key = first.key
        self.step = BaseStep()
        self.facts: dict[str, Any] = {}
        self.path: list[Passed] = []
        self.effects: list[Due] = []
        self.fresh = 0  # the index of the newest look-up or request on the path
        self.records: dict[str, Record] = {}
        self.choices: dict[str, tuple[str, Chosen]] = {}  # what was chosen from which list
        self.proven: frozenset[str] = frozenset()
        self.relied: frozenset[str] | None = None  # the proof of the effect that was accepted
        self.arguments: Facts | None = None
        self.subject = ""
        self.begin(0)

    def begin(self, index: int) -> None:
        """A request starts with what was known from outside, and needs a fresh time."""
        self.facts = dict(self.first.value.get("facts", {}))
        self.records = {}
        self.choices = {}
        self.fresh = index

    def stand(self, key: Key, step: BaseStep) -> None:
        """What goes on by itself after an accepted effect rests on the proof it was accepted with:
        a person may approve it long after that proof has lapsed."""
        goes_on = isinstance(self.step, Do | Check | LookUp | GoTo) and not step.takes_shopper()
        if self.relied is None or not goes_on:
            self.relied = self.ledger.proven_when_accepted(key)
        self.key, self.step = key, step
        self._rely_on(self.ledger.proven_now() if self.relied is None else self.relied)

    def turn_aside(self) -> None:
        """Somebody led elsewhere: what follows goes on by itself no more."""
        self.relied = None
        self.step = BaseStep()

    def rest(self) -> None:
        """At the end of the walk, what is shown depends on what is proven now."""
        self._rely_on(self.ledger.proven_now())

    def known_here(self) -> Facts:
        """What may be told of this step later: as at its end, a proof that lapsed opens nothing."""
        relied_on = self.proven
        self._rely_on(self.ledger.proven_now())
        facts = dict(self.facts)
        self._rely_on(relied_on)
        return facts

    def answer(self) -> Mapping[str, Any] | None:
        return self.ledger.answer(self.key)

    def know(self, name: str, facts: Facts) -> None:
        self.facts[name] = {**self.facts.get(name, {}), **facts}

    def choose(self, name: str, path: str, chosen: Chosen) -> None:
        """Of a list fact, whose chosen members are the fact `chosen.NAME` while it is known."""
        self.choices[name] = (path, chosen)
        self._show_chosen()

    def find(self, read: str, record: Record) -> None:
        self.records[read] = record
        self._show(read)

    def miss(self, read: str, facts: Facts) -> None:
        self.records.pop(read, None)
        self.facts[read] = facts
        self._show_chosen()

    def due(self, call: EffectCall) -> None:
        accepted = (self.key, call.id) in self.ledger.accepted
        arguments = resolve(call.arguments, self.facts, self.form)
        about = (each.subject for each in self.records.values())
        standing_on = next((each for each in about if each in self.proven), "")
        from_facts = filled(call.arguments)
        self.effects.append(
            Due(self.key, call.id, call.kind, arguments, accepted, standing_on, from_facts)
        )

    def _rely_on(self, proven: frozenset[str]) -> None:
        if proven != self.proven:
            self.proven = proven
            for read in self.records:
                self._show(read)

    def _show(self, read: str) -> None:
        record = self.records[read]
        shown = record.personal if record.subject in self.proven else {}
        self.facts[read] = {**record.public, **shown}
        self._show_chosen()

    def _show_chosen(self) -> None:
        for name, (path, chosen) in self.choices.items():
            self.know("chosen", {name: members(look(self.facts, path), chosen)})
