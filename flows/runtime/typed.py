"""What a shopper typed in their own words, made fit to be kept."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext_lazy as _

from flows.runtime.errors import Invalid
from selfservice.privacy.cards import masked

LONGEST = 2_000
FIELD = "question"  # the name that its errors carry
EMPTY = _("Write your question first.")
WORDLESS = _("Write your question in words.")
TOO_LONG = _("Write your question in at most 2,000 characters.")
# Joiners that some scripts and many emoji are written with; other invisible signs are dropped.
_KEPT = {"\u200c", "\u200d"}
_DROPPED = {"Cc", "Cf", "Cs"}


def question_text(typed: str) -> str:
    """Tidied, and with words in it. Raises Invalid."""
    if len(typed) > LONGEST:
        raise Invalid({FIELD: TOO_LONG})
    text = tidied(typed)
    if not any(each.isalnum() for each in text):
        raise Invalid({FIELD: WORDLESS if text else EMPTY})
    return text


def tidied(typed: str) -> str:
    """NFC on one line, without invisible signs and card numbers."""
    line = " ".join(typed.split())
    visible = "".join(each for each in line if _is_visible(each))
    return masked(" ".join(unicodedata.normalize("NFC", visible).split()))


def _is_visible(sign: str) -> bool:
    return sign in _KEPT or unicodedata.category(sign) not in _DROPPED
