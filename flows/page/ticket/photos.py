"""The photos of an answer: kept before it is judged, and taken out again with one press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _

from flows import enclosing
from flows.enclosing import MOST, Refused, sealed, unsealed
from flows.page.file_field import NEW
from flows.page.forms import PREFIX, form_for
from flows.runtime import TooMany, count_upload
from flows.view import FieldView, View
from integrations.desk.models import Ticket
from selfservice.files import errors
from selfservice.files.kinds import ACCEPT
from selfservice.files.models import File
from selfservice.files.reading import Described
from selfservice.files.taking import take

NAME = "photos"
KEPT, CHOSEN = f"{PREFIX}-{NAME}", f"{PREFIX}-{NAME}{NEW}"
_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (TooMany, 429),
    (errors.TooMany, 429),
    (errors.TooLarge, 413),
    (errors.NoRoom, 503),
)


def keep(
    ticket: Ticket, photos: Sequence[UploadedFile[Any]], named: Sequence[str], address: str
) -> tuple[Refused | None, tuple[Described, ...]]:
    def counted(photo: UploadedFile[Any]) -> File:
        count_upload(ticket.shop, address)
        return take(ticket.shop, ticket.session, photo)

    return enclosing.keep(photos, named, counted)


def named_in(ticket: Ticket, posted: QueryDict) -> list[str]:
    """The ids of those that were kept before, but for the one that is dropped now."""
    dropped = posted.get("drop")
    given = (each for each in posted.getlist(KEPT) if each != dropped)
    return unsealed(_purpose(ticket), given)


def stays_open(posted: QueryDict) -> bool:
    """Photos are only added or taken out: nothing is sent yet."""
    return bool(posted.get("drop")) or posted.get("do") == "keep"


def status_of(refused: Refused) -> int:
    return next((code for kind, code in _STATUSES if isinstance(refused, kind)), 422)


def field_of(ticket: Ticket, kept: Sequence[Described]) -> forms.BoundField:
    """As every form of the help page shows them."""
    shown = FieldView(
        NAME,
        "file",
        _("Photos or PDF files"),
        required=False,
        value=sealed(_purpose(ticket), kept),
        accept=ACCEPT,
        max=MOST,
    )
    return form_for(View("", "ask", "", "", fields=(shown,)))[NAME]


def _purpose(ticket: Ticket) -> str:
    return f"message in {ticket.pk}"
