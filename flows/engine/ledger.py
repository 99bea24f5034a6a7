"""The entries of a session, indexed for one walk; later entries win until an effect locks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from flows.engine.entries import Entry, EntryKind, Key

_OF_THE_SHOPPER = {EntryKind.ANSWER, EntryKind.REOPENED, EntryKind.ENTERED}
# A proof is about a person and not about the step that asked for it; see `proven`.
_NEVER_LOCKED = {EntryKind.ACCEPTED, EntryKind.PROOF}


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
        self._locked_from = locked_from
        self._proofs: list[tuple[int, Entry]] = []
        self._proven: dict[int, frozenset[str]] = {}
        self._end = len(entries)
        for index, entry in enumerate(entries):
            self._add(index, entry, index >= locked_from.get(entry.key, self._end))

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

    def lookup(self, key: Key, arguments: Mapping[str, Any]) -> tuple[int, Entry] | None:
        """The newest result for just these arguments: another order number is another read."""
        for found in reversed(self.lookups.get(key, ())):
            if found[1].value["arguments"] == arguments:
                return found
        return None

    def proven(self, key: Key) -> frozenset[str]:
        """What is proven now, or at a locked key: what was when the effect was accepted.

        So a proof that lapses afterwards hides what it opened, but does not move the shopper.
        """
        until = self._locked_from.get(key, self._end)
        if until not in self._proven:
            before = (entry.value for index, entry in self._proofs if index < until)
            outcomes = {value["about"]: value["outcome"] for value in before}
            proven = (about for about, outcome in outcomes.items() if outcome == "proven")
            self._proven[until] = frozenset(proven)
        return self._proven[until]

    def _add(self, index: int, entry: Entry, locked: bool) -> None:
        if entry.kind is EntryKind.PROOF:
            self._proofs.append((index, entry))
        if locked and entry.kind not in _NEVER_LOCKED:
            return
        if entry.kind in _OF_THE_SHOPPER:
            self._add_of_shopper(index, entry)
        elif entry.kind is EntryKind.LOOKUP:
            self.lookups[entry.key].append((index, entry))
        elif entry.kind is EntryKind.TIME:
            self.times.append((index, entry))
        elif entry.kind is EntryKind.ACCEPTED:
            self.accepted.add((entry.key, entry.value["effect"]))
        elif entry.kind is EntryKind.EFFECT:
            self.results[entry.key, entry.value["effect"]] = entry.value
        elif not locked and entry.value["outcome"] == "not_proven":
            self.failed_proofs.add((entry.key, entry.value["about"]))

    def _add_of_shopper(self, index: int, entry: Entry) -> None:
        """A proof that failed can be tried again once its step is opened again."""
        self.latest[entry.key] = (index, entry)
        if entry.kind is EntryKind.ANSWER:
            self.answered[entry.key] = entry.value
        elif entry.kind is EntryKind.REOPENED:
            self.failed_proofs = {each for each in self.failed_proofs if each[0] != entry.key}
