"""A session in hand: its row, its entries and the documents they pin, replayed."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any

from flows.engine import document as documents_of
from flows.engine.document import Document
from flows.engine.entries import Entry, EntryKind, Key
from flows.engine.position import Position
from flows.engine.replay import replay
from flows.models import Entry as EntryRow
from flows.models import Revision, Session
from integrations.fact_words import in_words
from selfservice import clock

PROOF_LASTS = timedelta(minutes=30)


class Passage:
    """Entries are appended in memory and become durable together by `flows.runtime.recording`.

    `unsaved` are the entries to write, with the revision that each one pins.
    """

    def __init__(
        self, session: Session, entries: list[Entry], documents: dict[str, Document]
    ) -> None:
        self.session = session
        self.entries = entries
        self.documents = documents
        self.times: list[datetime] = []
        self.unsaved: list[tuple[Entry, int | None]] = []
        self.network = ""  # of who asks now, where somebody does; for limits
        self.position: Position
        self._walked = 0  # how many entries the position was made of

    def add(
        self, kind: EntryKind, key: Key, value: dict[str, Any], pins: int | None = None
    ) -> None:
        entry = Entry(kind, key, value)
        self.entries.append(entry)
        self.times.append(clock.now())
        self.unsaved.append((entry, pins))

    def walk(self) -> Position:
        """Entries are only ever added, so as many of them as before lead to the same place."""
        if self._walked != len(self.entries):
            self.position = replay(self.documents, self.entries, in_words)
            self._walked = len(self.entries)
        return self.position

    def document(self) -> Document:
        """The one that the present step is in."""
        return self.documents[self.position.key.flow]


def load(session: Session) -> Passage:
    rows = EntryRow.objects.filter(session=session).order_by()
    passage = Passage(session, [], {})
    for row in sorted(rows, key=attrgetter("number")):  # cheaper than to ask for it in SQL
        key = Key(row.flow, row.step, row.visit)
        passage.entries.append(Entry(EntryKind(row.kind), key, row.value))
        passage.times.append(row.at)
        if row.revision_id is not None:
            passage.documents[row.value["flow"]] = pinned(row.revision_id)
    _let_old_proofs_lapse(passage)
    passage.walk()
    return passage


@lru_cache(maxsize=256)
def pinned(revision_id: int) -> Document:
    """A revision's document; kept in the process because a revision never changes."""
    stored = Revision.objects.with_scopes_disabled().values_list("document", flat=True)
    return documents_of.load(stored.get(pk=revision_id))


def _let_old_proofs_lapse(passage: Passage) -> None:
    if passage.session.proven_at is None:
        return
    if clock.now() - passage.session.last_used > PROOF_LASTS:
        let_proofs_lapse(passage)


def let_proofs_lapse(passage: Passage) -> None:
    """What was proven has to be proven again before it opens anything."""
    passage.walk()
    for about in sorted(passage.position.proven):
        first = passage.entries[0].key
        passage.add(EntryKind.PROOF, first, {"about": about, "outcome": "lapsed"})
    passage.session.proven_at = None
