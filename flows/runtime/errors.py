"""Why an answer was not taken; each carries a sentence for the shopper."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class NotTaken(Exception):
    """Nothing was recorded."""

    def __init__(self, sentence: Sentence = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UnknownSession(NotTaken):
    """No session has this token, or it is another shop's."""


class ExpiredSession(NotTaken):
    """The session was there; its time is over."""


class UnknownLink(NotTaken):
    """No resume link has this secret, or somebody has used it: alike for who asks."""


class ExpiredLink(NotTaken):
    """The link was never used, and its time is over."""


class UnknownFlow(NotTaken):
    """The shop has no published flow of this name."""


class Stale(NotTaken):
    """The answer is to a step that is not on the path, or somebody else was faster."""


class AlreadyAccepted(NotTaken):
    """An accepted action rests on this answer; only another request can differ."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What you asked for is already on its way, so this answer can no longer be "
                "changed. You can start another request."
            )
        )


class UnderWay(NotTaken):
    """Something that was promised is not settled, so nothing of it can be erased yet."""


class TooMany(NotTaken):
    """A budget is spent. `retry_after` is in seconds."""

    def __init__(self, sentence: Sentence, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class Invalid(NotTaken):
    """Values that cannot be taken, with a sentence for each field."""

    def __init__(self, errors: Mapping[str, Sentence]) -> None:
        super().__init__(next(iter(errors.values()), ""))
        self.errors = dict(errors)


class TooLarge(Invalid):
    """A file, or a body, of more bytes or pixels than are taken."""


class NoRoom(Invalid):
    """The service cannot store files just now; the values themselves may be right."""
