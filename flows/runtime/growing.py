"""How long a conversation may grow, so that nobody makes one that costs the server seconds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from flows.engine.entries import EntryKind
from flows.passage import Passage
from flows.runtime.errors import ExpiredSession

# Every request reads the entries again, and walks them again for each accepted effect.
MOST_ENTRIES = 400
MOST_ACCEPTED = 30


def refuse_endless(passage: Passage) -> None:
    """Raises ExpiredSession. What was promised still comes to its end, and can be looked at."""
    accepted = sum(entry.kind is EntryKind.ACCEPTED for entry in passage.entries)
    if len(passage.entries) >= MOST_ENTRIES or accepted >= MOST_ACCEPTED:
        raise ExpiredSession(_("This conversation has grown very long. Start a new one, please."))
