"""What people type into a ticket, made fit to be kept, or refused with a sentence."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from integrations.not_possible import NotPossible

LONGEST = 5_000
# Controls but for tabs and line ends; halves of characters; marks that turn the writing around.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def cleaned(text: str, empty: bool = False) -> str:
    """Raises NotPossible for a text that is too long, or empty where that is not allowed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = unicodedata.normalize("NFC", _UNFIT.sub("", lines)).strip()
    if not clean and not empty:
        raise NotPossible(_("There is no text yet. Write something first."))
    if len(clean) > LONGEST:
        raise NotPossible(_("This is too long: 5,000 characters at most. Shorten it, please."))
    return clean
