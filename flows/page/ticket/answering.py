"""What a shopper posts on their ticket's page: taken once, or told why not and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from flows.enclosing import Refused
from flows.page.forms import PREFIX
from flows.page.ticket import photos
from flows.runtime import TooMany
from integrations.desk import answering
from integrations.desk.models import Message, Ticket
from integrations.not_possible import NotPossible
from selfservice.files.reading import Described, described
from selfservice.privacy.budgets import spend

TEXT = f"{PREFIX}-text"
A_TICKET, AN_ADDRESS = 20, 60
WINDOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says to a post. `text` and `kept` are what was given and not yet sent."""

    status: int = 200
    sentence: str = ""
    text: str = ""
    kept: tuple[Described, ...] = ()
    sent: Message | None = None
    retry_after: int = 0


def take(ticket: Ticket, posted: QueryDict, files: MultiValueDict[str, Any], address: str) -> Told:
    chosen = files.getlist(photos.CHOSEN)
    key = _key(ticket, posted, chosen)
    sent = answering.answered(ticket, key)
    if sent is not None:
        return Told(sent=sent)
    named = photos.named_in(ticket, posted)
    told = Told(text=str(posted.get(TEXT) or ""), kept=tuple(described(named)))
    stays = photos.stays_open(posted)
    if not stays and not _allowed(ticket, address):
        sentence = _("You have sent a lot at once. Try again in ten minutes.")
        wait = int(WINDOW.total_seconds())
        return replace(told, status=429, sentence=sentence, retry_after=wait)
    refused, kept = photos.keep(ticket, chosen, named, address)
    told = replace(told, kept=kept)
    if refused is not None:
        return _refused(told, refused)
    return told if stays else _answered(ticket, told, key)


def slowed(
    ticket: Ticket, posted: QueryDict, files: MultiValueDict[str, Any], address: str, why: TooMany
) -> Told:
    """Nothing is sent, and nothing that was given is lost."""
    named = photos.named_in(ticket, posted)
    _refusal, kept = photos.keep(ticket, files.getlist(photos.CHOSEN), named, address)
    text = str(posted.get(TEXT) or "")
    return Told(429, str(why.sentence), text, kept, retry_after=why.retry_after)


def too_much() -> Told:
    """Nothing of it was read, so nothing can be kept."""
    return Told(413, _("That was too much at once: five files of up to 10 MB each, please."))


def _answered(ticket: Ticket, told: Told, key: str) -> Told:
    try:
        files = [each.id for each in told.kept]
        return Told(sent=answering.answer(ticket, told.text, files, key=key))
    except NotPossible as not_possible:
        return replace(told, status=422, sentence=str(not_possible.sentence))


def _refused(told: Told, refused: Refused) -> Told:
    return replace(
        told,
        status=photos.status_of(refused),
        sentence=str(refused.sentence),
        retry_after=getattr(refused, "retry_after", 0),
    )


def _allowed(ticket: Ticket, address: str) -> bool:
    return spend("answers of a ticket", str(ticket.pk), A_TICKET, WINDOW) and spend(
        "answers to tickets", f"{ticket.shop_id} {address}", AN_ADDRESS, WINDOW
    )


def _key(ticket: Ticket, posted: QueryDict, chosen: Sequence[UploadedFile[Any]]) -> str:
    """One for a form and its content: the same form sent with other words is new."""
    if not posted.get("key") or photos.stays_open(posted):
        return ""
    files = [(photo.name, photo.size) for photo in chosen]
    given = [posted.get("key"), posted.get(TEXT), sorted(posted.getlist(photos.KEPT))]
    parts = [ticket.pk.hex, *given, files]
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()
