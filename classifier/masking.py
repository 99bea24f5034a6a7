"""Takes e-mail addresses, telephone and order numbers out of what shoppers typed."""

from __future__ import annotations

import re

from classifier.contact_data import EMAIL, NUMBER, plain
from classifier.models import Question

MASK = "•••"

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# Four digits or more, with what people put between and around them: CZ-2024/17.
_SHORT = re.compile(
    r"#?\+?\b[^\W\d_]{0,4}[-/#]?\d(?:[ .\-/()]{0,2}\d){3,}[^\W\d_]{0,4}\b"
    r"|\b[^\W\d_]{1,4}[-_/#]?\d{3,}\b"  # a short code: OB-123
)
_KINDS = (EMAIL, _ADDRESS, NUMBER, _SHORT)
_SPACES = re.compile(r"\s+")
_BEFORE_A_MARK = re.compile(r"\s+([,.!?;:])")


def masked(text: str) -> str:
    """The text to read, with a mask wherever somebody could be recognised by a number."""
    return _without(text, MASK)


def cleaned(text: str) -> str:
    """The text to learn from: what is masked elsewhere is left out."""
    squeezed = _SPACES.sub(" ", _without(text, " ")).strip()
    return _BEFORE_A_MARK.sub(r"\1", squeezed)


def words_of(question: Question) -> str:
    """What the question's text is shown as: masked, on one line."""
    return _SPACES.sub(" ", masked(str(question.text))).strip()


def _without(text: str, instead: str) -> str:
    text = plain(text)
    for kind in _KINDS:
        text = kind.sub(instead, text)
    return text
