"""Removes everything that hangs on one session, but for its deliveries and tickets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from classifier import questions
from flows.models import Rating, ResumeLink, Session
from integrations.sheets import of_session as rows
from selfservice.files import keeping


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went beside the conversation itself, and how much of it."""

    files: int
    typed: int
    noted: int
    rated: bool
    linked: bool


def seize(session: UUID) -> bool:
    """Whether it is there. Written first, so that no answer is recorded between our look and the
    end of it. A new token keeps PostgreSQL from letting rows in that would hang on the session."""
    seized = Session.objects.filter(pk=session)
    return bool(seized.update(version=F("version") + 1, token=str(session)))


def forget(session: UUID, kept_files: Iterable[str] = ()) -> Forgotten:
    gone = Forgotten(
        files=keeping.forget(session, kept_files),
        typed=questions.forget(session),
        noted=rows.forget(session),
        rated=Rating.objects.filter(session=session).exists(),
        linked=ResumeLink.objects.filter(session=session).exists(),
    )
    Session.objects.filter(pk=session).delete()
    return gone
