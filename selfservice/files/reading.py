"""What a stored file is, and what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from selfservice.files import storing
from selfservice.files.models import File


@dataclass(frozen=True, slots=True)
class Described:
    id: str
    name: str
    size: int  # bytes
    type: str


def described(ids: Iterable[Any], session: UUID | None = None) -> list[Described]:
    """In the order of the ids, each once; what is unknown or another shop's is left out.

    With a session, only what that session was given.
    """
    wanted = known_ids(ids)
    if not wanted:
        return []
    rows = File.objects.filter(pk__in=wanted)
    rows = rows if session is None else rows.filter(session=session)
    found = {row.pk: row for row in rows}
    return [describe(found[each]) for each in wanted if each in found]


def of_session(session: UUID) -> list[File]:
    """Everything that was uploaded in it, whether an answer names it or not."""
    return list(File.objects.filter(session=session).order_by("created"))


def describe(file: File) -> Described:
    return Described(str(file.pk), file.name, file.size, file.type)


def content(file: File) -> bytes:
    """Raises FileNotFoundError if the storage has lost it."""
    return storing.content_of(file)


def known_ids(ids: Iterable[Any]) -> list[UUID]:
    """Those that are ids at all, each once."""
    found: dict[UUID, None] = {}
    for each in ids:
        with suppress(ValueError):
            found[UUID(str(each))] = None
    return list(found)
