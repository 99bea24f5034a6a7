"""Which revision an undo or a redo takes up."""

from __future__ import annotations

from flows.models import Flow, Revision


class Timeline:
    """The edits of a flow, without their documents.

    A revision made by undo or redo stands at the one it took up (`undo_of`); every other stands at
    itself, and follows whatever the revision before it stood at.
    """

    def __init__(self, flow: Flow) -> None:
        rows = Revision.objects.filter(flow=flow).order_by("number")
        self.undo_of: dict[int, int | None] = dict(rows.values_list("number", "undo_of"))
        self.numbers = list(self.undo_of)

    def undo_target(self) -> tuple[int, int] | None:
        """The number to take up, and that of the edit which it undoes."""
        here = self._stands_at(self.numbers[-1])
        before = self._before(here)
        return None if before is None else (before, here)

    def redo_target(self) -> tuple[int, int] | None:
        """The number to take up, which is also that of the edit done again."""
        here = self._stands_at(self.numbers[-1])
        edits = [number for number in self.numbers if self.undo_of[number] is None]
        later: int | None = edits[-1] if edits else None
        while later is not None and later > here:
            before = self._before(later)
            if before == here:
                return later, later
            later = before
        return None

    def _stands_at(self, number: int) -> int:
        """Where the taken-up one was thinned out, this one holds the same document."""
        taken_up = self.undo_of[number]
        return taken_up if taken_up in self.undo_of else number

    def _before(self, number: int) -> int | None:
        index = self.numbers.index(number)
        return self._stands_at(self.numbers[index - 1]) if index else None
