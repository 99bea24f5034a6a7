"""Failures of connectors, named by what happens next."""

from __future__ import annotations

from datetime import timedelta


class ConnectorError(Exception):
    """`sentence` is for the shop's people: what happened and what to do, without personal data."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TryAgain(ConnectorError):
    """Nothing happened at the vendor; the same call may be made again."""

    def __init__(self, sentence: str, after: timedelta | None = None) -> None:
        super().__init__(sentence)
        self.after = after


class Silent(ConnectorError):
    """The call may or may not have taken effect: look before anything else."""


class Refused(ConnectorError):
    """The vendor said no for good. `code` is the vendor's word, for the flow's branches."""

    def __init__(self, sentence: str, code: str = "refused") -> None:
        super().__init__(sentence)
        self.code = code


class Misconfigured(ConnectorError):
    """Keys, rights or settings are wrong: the owner must act, the delivery waits."""
