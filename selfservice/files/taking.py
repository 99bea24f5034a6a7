"""Takes an upload: checks it, makes it anew, and keeps it sealed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selfservice.clock import now
from selfservice.files import storing
from selfservice.files.errors import NotTaken, TooLarge, TooMany
from selfservice.files.kinds import Kind, is_heif, kind_of
from selfservice.files.models import File
from selfservice.files.naming import clean_name
from selfservice.files.pictures import redrawn
from selfservice.privacy.budgets import spend
from selfservice.tenancy.models import Shop

LARGEST = 10 * 1024 * 1024  # bytes, as sent
A_SESSION = 20
A_SHOP = 3000
TOO_LARGE = gettext_lazy(
    "This file is larger than 10 MB. Please send a smaller one, or a screenshot of it."
)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def take(shop: Shop, session: UUID | None, upload: UploadedFile[Any]) -> File:
    """The file, durable; the same content in the same session is the same file.

    `session` is whose it is; none for an agent's. Raises NotTaken with a sentence. Call it
    outside a transaction, in the shop's scope.
    """
    content = _read(upload)
    kind = _kind(content)
    digest = salted_hmac("files.digest", content, algorithm="sha256").hexdigest()
    known = _known(session, digest)
    if known is not None:
        return known
    storing.check_room()
    made = content if kind is Kind.PDF else redrawn(content)
    file = File(shop=shop, session=session, digest=digest, last_needed=now())
    return _kept(file, made, upload.name or "")


def _read(upload: UploadedFile[Any]) -> bytes:
    if (upload.size or 0) > LARGEST:
        raise TooLarge(TOO_LARGE)
    upload.seek(0)
    content: bytes = upload.read(LARGEST)
    if not content:
        raise NotTaken(_("This file is empty. Please choose it again."))
    return content


def _kind(content: bytes) -> Kind:
    kind = kind_of(content)
    if kind is not None:
        return kind
    if is_heif(content):
        raise NotTaken(
            _(
                "This photo is in the HEIC format, which we cannot open. Please choose it from "
                "your photo library, which sends it as JPEG, or send a screenshot of it."
            )
        )
    raise NotTaken(
        _("We take photos (JPEG, PNG or WebP) and PDF. Please choose one, or take a photo of it.")
    )


def _known(session: UUID | None, digest: str) -> File | None:
    if session is None:
        return None
    File.objects.filter(session=session, digest=digest, last_needed__isnull=False).update(
        last_needed=now()
    )
    return File.objects.filter(session=session, digest=digest).first()


def _kept(file: File, content: bytes, name: str) -> File:
    _count(file)
    kind = _kind(content)
    file.name, file.type, file.size = clean_name(name, kind), kind.value, len(content)
    storing.put(file, content)
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:  # the same content arrived twice at once
        storing.drop(file.path)
        known = _known(file.session, file.digest)
        if known is None:
            raise
        return known
    return file


def _count(file: File) -> None:
    if file.session and not spend("files of a session", str(file.session), A_SESSION, WEEK):
        raise TooMany(
            _("You have sent 20 files, the most we take here. Please tell us the rest in words."),
            int(WEEK.total_seconds()),
        )
    if not spend("files of a shop", str(file.shop_id), A_SHOP, DAY):
        raise TooMany(
            _("We cannot take more files today. Please describe it in words."),
            int(DAY.total_seconds()),
        )
