"""The entries of a session, indexed for one walk; later entries win until an effect locks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flows.engine.entries import Entry, EntryKind, Key

_OF_THE_SHOPPER = {EntryKind.ANSWER, EntryKind.REOPENED, EntryKind.ENTERED}
_NEVER_LOCKED = {EntryKind.ACCEPTED, EntryKind.EFFECT}


class Ledger:
    """`locked_from` gives, per locked key, the index from which its entries no longer count."""

    def __init__(self, entries: Sequence[Entry], locked_from: Mapping[Key, int]) -> None:
        self.latest: dict[Key, tuple[int, Entry]] = {}
        self.answered: dict[Key, Mapping[str, Any]] = {}
        self.lookups: dict[Key, list[tuple[int, Entry]]] = defaultdict(list)
        self.times: list[tuple[int, Entry]] = []
        self.proofs: dict[str, str] = {}
        self.failed_proofs: set[tuple[Key, str]] = set()
        self.accepted: set[tuple[Key, str]] = set()
        self.results: dict[tuple[Key, str], Mapping[str, Any]] = {}
        for index, entry in enumerate(entries):
            locked = index >= locked_from.get(entry.key, len(entries))
            if not locked or entry.kind in _NEVER_LOCKED:
                self._add(index, entry)

    def time_after(self, index: int) -> Entry | None:
        return next((entry for at, entry in self.times if at > index), None)

    def lookup(
        self, key: Key, arguments: Mapping[str, Any], answered: int
    ) -> tuple[int, Entry] | None:
        """The newest result for just these arguments: another order number is another read.

        One that failed is tried again once the shopper has answered anew, at index `answered`.
        """
        for index, entry in reversed(self.lookups[key]):
            tried = entry.value["outcome"] != "failed" or index > answered
            if tried and entry.value["arguments"] == arguments:
                return index, entry
        return None

    def _add(self, index: int, entry: Entry) -> None:
        value = entry.value
        if entry.kind in _OF_THE_SHOPPER:
            self.latest[entry.key] = (index, entry)
            if entry.kind is EntryKind.ANSWER:
                self.answered[entry.key] = value
        elif entry.kind is EntryKind.LOOKUP:
            self.lookups[entry.key].append((index, entry))
        elif entry.kind is EntryKind.TIME:
            self.times.append((index, entry))
        elif entry.kind is EntryKind.PROOF:
            self._add_proof(entry)
        elif entry.kind is EntryKind.ACCEPTED:
            self.accepted.add((entry.key, value["effect"]))
        else:
            self.results[entry.key, value["effect"]] = value

    def _add_proof(self, entry: Entry) -> None:
        about, outcome = entry.value["about"], entry.value["outcome"]
        self.proofs[about] = outcome
        if outcome == "not_proven":
            self.failed_proofs.add((entry.key, about))

    def proven(self) -> Collection[str]:
        return {about for about, outcome in self.proofs.items() if outcome == "proven"}
