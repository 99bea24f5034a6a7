"""The only writer of sessions: start, answer, back, another request."""

from __future__ import annotations

from flows.runtime.advancing import resume
from flows.runtime.answering import again, answer, back
from flows.runtime.errors import (
    AlreadyAccepted,
    ExpiredSession,
    Invalid,
    NotTaken,
    Stale,
    TooMany,
    UnknownFlow,
    UnknownSession,
)
from flows.runtime.starting import find, first_revision, peek, start, start_on

__all__ = [
    "AlreadyAccepted",
    "ExpiredSession",
    "Invalid",
    "NotTaken",
    "Stale",
    "TooMany",
    "UnknownFlow",
    "UnknownSession",
    "again",
    "answer",
    "back",
    "find",
    "first_revision",
    "peek",
    "resume",
    "start",
    "start_on",
]
