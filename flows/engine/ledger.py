"""The entries of a session, indexed for one walk; later entries win until an effect locks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from flows.engine.entries import Entry, EntryKind, Key

_OF_THE_SHOPPER = {EntryKind.ANSWER, EntryKind.REOPENED, EntryKind.ENTERED}


class Ledger:
    """`locked_from` gives, per locked key, the index from which its entries no longer count."""

    def __init__(self, entries: Sequence[Entry], locked_from: Mapping[Key, int]) -> None:
        self.latest: dict[Key, tuple[int, Entry]] = {}
        self.answered: dict[Key, Mapping[str, Any]] = {}
        self.lookups: dict[Key, list[tuple[int, Entry]]] = defaultdict(list)
        self.times: list[tuple[int, Entry]] = []
        self.failed_proofs: set[tuple[Key, str]] = set()
        self.accepted: set[tuple[Key, str]] = set()
        self.results: dict[tuple[Key, str], Mapping[str, Any]] = {}
        self._settled_at = dict(locked_from)
        self._proofs: list[tuple[int, Entry]] = []
        self._proven: dict[int, frozenset[str]] = {}
        self._end = len(entries)
        for index, entry in enumerate(entries):
            locked = index >= locked_from.get(entry.key, self._end)
            if entry.kind is EntryKind.PROOF:
                self._add_proof(index, entry, locked)
            elif entry.kind is EntryKind.ACCEPTED:
                self._add_accepted(index, entry)
            elif not locked:
                self._add(index, entry)

    def entered(self, key: Key) -> tuple[int, Entry] | None:
        """The entry that left this very visit for another flow, if that was the last word."""
        found = self.latest.get(key)
        return found if found is not None and found[1].kind is EntryKind.ENTERED else None

    def answer(self, key: Key) -> Mapping[str, Any] | None:
        """The shopper's answer to this visit, unless it was opened again."""
        found = self.latest.get(key)
        return found[1].value if found and found[1].kind is EntryKind.ANSWER else None

    def reopened(self, key: Key) -> Mapping[str, Any] | None:
        """The answer kept while its step is open again."""
        found = self.latest.get(key)
        if found is None or found[1].kind is not EntryKind.REOPENED:
            return None
        return self.answered.get(key, {})

    def time_after(self, index: int) -> Entry | None:
        return next((entry for at, entry in self.times if at > index), None)

    def time_at(self, key: Key) -> tuple[int, Entry] | None:
        return next((found for found in self.times if found[1].key == key), None)

    def is_settled(self, key: Key) -> bool:
        """Whether an effect was accepted that rests on this key."""
        return key in self._settled_at

    def lookup(self, key: Key, arguments: Mapping[str, Any]) -> tuple[int, Entry] | None:
        """The newest result for just these arguments: another order number is another read."""
        for index, entry in reversed(self.lookups.get(key, ())):
            if entry.value["arguments"] == arguments:
                return index, entry
        return None

    def proven_when_accepted(self, key: Key) -> frozenset[str] | None:
        """What was proven when an effect that rests on this key was accepted; None without one.

        So a proof that lapses afterwards hides what it opened, but does not move the shopper.
        """
        settled = self._settled_at.get(key)
        return None if settled is None else self._proven_before(settled)

    def proven_now(self) -> frozenset[str]:
        return self._proven_before(self._end)

    def _proven_before(self, end: int) -> frozenset[str]:
        if end not in self._proven:
            before = (entry.value for index, entry in self._proofs if index < end)
            outcomes = {value["about"]: value["outcome"] for value in before}
            proven = (about for about, outcome in outcomes.items() if outcome == "proven")
            self._proven[end] = frozenset(proven)
        return self._proven[end]

    def _add(self, index: int, entry: Entry) -> None:
        if entry.kind in _OF_THE_SHOPPER:
            self._add_of_shopper(index, entry)
        elif entry.kind is EntryKind.LOOKUP:
            self.lookups[entry.key].append((index, entry))
        elif entry.kind is EntryKind.TIME:
            self.times.append((index, entry))
        elif entry.kind is EntryKind.EFFECT:
            self.results[entry.key, entry.value["effect"]] = entry.value

    def _add_of_shopper(self, index: int, entry: Entry) -> None:
        """A proof that failed can be tried again once its step is opened again."""
        self.latest[entry.key] = (index, entry)
        if entry.kind is EntryKind.ANSWER:
            self.answered[entry.key] = entry.value
        elif entry.kind is EntryKind.REOPENED:
            self.failed_proofs = {each for each in self.failed_proofs if each[0] != entry.key}

    def _add_proof(self, index: int, entry: Entry, locked: bool) -> None:
        """A proof is about a person, so it counts even where its step is locked."""
        self._proofs.append((index, entry))
        if not locked and entry.value["outcome"] == "not_proven":
            self.failed_proofs.add((entry.key, entry.value["about"]))

    def _add_accepted(self, index: int, entry: Entry) -> None:
        self.accepted.add((entry.key, entry.value["effect"]))
        self._settled_at[entry.key] = min(index, self._settled_at.get(entry.key, index))
