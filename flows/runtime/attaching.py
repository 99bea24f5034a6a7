"""Keeps a shopper's uploads, and checks that a field names only those of its own session."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from flows.engine.document import AskField
from flows.passage import Passage
from flows.runtime.errors import Invalid, NoRoom, TooLarge, TooMany
from selfservice.files import errors
from selfservice.files.reading import Described, describe, described
from selfservice.files.taking import take
from selfservice.privacy.budgets import spend
from selfservice.tenancy.models import Shop

MOST = 5  # files of one field
UPLOADS = 200  # of one network address, which may be a whole mobile network, in a day
WINDOW = timedelta(days=1)


def keep_file(
    passage: Passage, upload: UploadedFile[Any], address: str, field: str = "file"
) -> Described:
    """One file of this session, durable; the same content again is the same file.

    Raises TooMany, or Invalid with a sentence for `field`. Call it outside a transaction.
    """
    shop = passage.session.shop
    count_upload(shop, address)
    try:
        return describe(take(shop, passage.session.pk, upload))
    except errors.TooMany as error:
        raise TooMany(error.sentence, error.retry_after) from error
    except errors.NotTaken as error:
        raise _REFUSED.get(type(error), Invalid)({field: error.sentence}) from error


def count_upload(shop: Shop, address: str) -> None:
    """Raises TooMany once the client's address has used up its uploads, whatever came of them."""
    if not spend("upload", f"{shop.pk} {address}", UPLOADS, WINDOW):
        sentence = _("Many files were sent from your network. Try again in a while.")
        raise TooMany(sentence, int(WINDOW.total_seconds()))


_REFUSED: dict[type[errors.NotTaken], type[Invalid]] = {
    errors.TooLarge: TooLarge,
    errors.NoRoom: NoRoom,
}


def most_files(field: AskField) -> int:
    return min(MOST, int(field.maximum or MOST))


class FilesField(forms.Field):
    """Ids of files as a list; a single id counts as a list of one."""

    def __init__(self, session: UUID | None, most: int) -> None:
        super().__init__()
        self.session = session
        self.most = most

    def to_python(self, value: Any) -> list[str]:
        given = value if isinstance(value, list) else [value]
        wanted = list(dict.fromkeys(str(each) for each in given if each not in self.empty_values))
        if len(wanted) > self.most:
            raise ValidationError(
                _("Please choose at most %(number)s files.") % {"number": self.most}
            )
        found = [file.id for file in described(wanted, self.session)] if self.session else []
        if len(found) < len(wanted):
            raise ValidationError(_("One of these files is no longer here. Please add it again."))
        return found
