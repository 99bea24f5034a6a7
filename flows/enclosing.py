"""The files of a ticket's message: kept before it is judged, so that none is chosen twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from flows.runtime import TooMany
from selfservice.files.errors import NotTaken
from selfservice.files.models import File
from selfservice.files.reading import Described, described

MOST = 5  # of one message
Refused = NotTaken | TooMany
Take = Callable[["UploadedFile[Any]"], File]


def keep(
    uploads: Sequence[UploadedFile[Any]], named: Sequence[str], take: Take
) -> tuple[Refused | None, tuple[Described, ...]]:
    """The first reason why one was not taken, if any, and those that go with the message.

    `named` are those that were kept before.
    """
    kept = tuple(described(named))
    if len(kept) + len(uploads) > MOST:
        return NotTaken(_("Five files at most in one message, please.")), kept
    refused: Refused | None = None
    if len(kept) < len(named):
        refused = NotTaken(_("A file is no longer here. Add it again."))
    ids = [each.id for each in kept]
    for upload in uploads:
        try:
            ids.append(str(take(upload).pk))
        except (NotTaken, TooMany) as not_taken:
            refused = refused or not_taken
    return refused, tuple(described(ids))


def sealed(purpose: str, kept: Iterable[Described]) -> tuple[Described, ...]:
    """As they wait in a form, which can then name no other file."""
    return tuple(replace(each, id=_signer(purpose).sign(each.id)) for each in kept)


def unsealed(purpose: str, given: Iterable[str]) -> list[str]:
    """The ids that the form came with; their time may be over meanwhile."""
    found = []
    for each in given:
        with suppress(signing.BadSignature):
            found.append(_signer(purpose).unsign(each))
    return list(dict.fromkeys(found))


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"enclosed.{purpose}")
