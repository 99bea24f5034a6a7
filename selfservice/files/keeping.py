"""How long files stay: as long as an open case needs them, and then for their lifetime."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from selfservice.clock import now
from selfservice.files.models import File
from selfservice.files.reading import known_ids
from selfservice.privacy.declaration import LIFETIMES, Keep

ABANDONED = timedelta(hours=48)  # a session ends 24 hours after its last use
LONGEST_HOLD = LIFETIMES[Keep.TICKET]


def use(ids: Iterable[Any]) -> None:
    """An answer names them: from now on they are kept for their whole lifetime."""
    _change(ids, used=True)


def hold(ids: Iterable[Any]) -> None:
    """An open case needs them."""
    _change(ids, used=True, last_needed=None)


def release(ids: Iterable[Any]) -> None:
    """The case is closed: their lifetime begins."""
    _change(ids, last_needed=now())


def _change(ids: Iterable[Any], **values: Any) -> None:
    wanted = known_ids(ids)
    if wanted:
        File.objects.filter(pk__in=wanted).update(**values)


def forget(session: UUID, kept: Iterable[Any]) -> int:
    """Removes what a session uploaded, but for what a case holds or has `kept`; how many went."""
    rows = File.objects.filter(session=session, last_needed__isnull=False)
    gone = list(rows.exclude(pk__in=known_ids(kept)).values_list("pk", flat=True))
    File.objects.filter(pk__in=gone).delete()
    return len(gone)


def of_case(session: UUID | None, named: Iterable[Any]) -> QuerySet[File]:
    """What a session uploaded, and what the tickets of its case name of the shop's own files."""
    own = Q(pk__in=known_ids(named), session=None)
    return File.objects.filter(own if session is None else own | Q(session=session))


def erase(session: UUID | None, named: Iterable[Any]) -> None:
    """Removes the files of a case, held or not."""
    gone = list(of_case(session, named).values_list("pk", flat=True))
    File.objects.filter(pk__in=gone).delete()


def remove_abandoned() -> None:
    """Uploads that no answer ever named. Call it across shops."""
    File.objects.filter(
        used=False, session__isnull=False, last_needed__lt=now() - ABANDONED
    ).delete()


def release_forgotten() -> None:
    """A case that nobody ever closed, or a vendor's desk has, holds nothing for ever."""
    File.objects.filter(last_needed=None, created__lt=now() - LONGEST_HOLD).update(
        last_needed=now()
    )
