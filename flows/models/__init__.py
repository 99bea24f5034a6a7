"""The rows of flows, of the sessions that run on them, and of what came of those."""

from __future__ import annotations

from flows.models.flows import Flow, Revision
from flows.models.once import Challenge, ResumeLink, Submission
from flows.models.ratings import Rating
from flows.models.sessions import Entry, Session

__all__ = [
    "Challenge",
    "Entry",
    "Flow",
    "Rating",
    "ResumeLink",
    "Revision",
    "Session",
    "Submission",
]
