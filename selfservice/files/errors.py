"""Why a file was not taken; each carries a sentence that says what to do."""

from __future__ import annotations

from django.utils.functional import Promise


class NotTaken(Exception):
    """Nothing was stored. Raised itself for a file that cannot be opened or is of another kind."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TooLarge(NotTaken):
    """More bytes or pixels than are taken."""


class TooMany(NotTaken):
    """A limit is spent. `retry_after` is in seconds."""

    def __init__(self, sentence: str | Promise, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class NoRoom(NotTaken):
    """The service is full or busy; it is no fault of the file."""
