"""What people write that tells how to reach them, in the many ways it is typed."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = {"Cc", "Cf", "Cs"}  # control and format signs, halves of characters

# The quantifiers are bounded, so that the time grows with the text and no faster.
_PART = r"[^\s@<>()\[\],;:]"
EMAIL = re.compile(
    rf"{_PART}{{1,64}}\s{{0,3}}(?:@|\(at\)|\[at\])\s{{0,3}}{_PART}{{1,255}}", re.IGNORECASE
)
# Six digits or more, however they are set apart, and the few letters of a code around them.
NUMBER = re.compile(
    r"(?:\b[^\W\d_]{1,4}[-_/#]?|[#+(]{1,3})?\d(?:[\W_]{0,3}\d){5,}(?:[^\W\d_]{1,4}\b)?\)?"
)


def visible(text: str) -> str:
    """Without the signs that are not seen and that could stand inside a number; spaces stay."""
    return "".join(
        each for each in text if each.isspace() or unicodedata.category(each) not in _INVISIBLE
    )


def plain(text: str) -> str:
    """One way of writing what looks alike, to be searched."""
    return visible(unicodedata.normalize("NFKC", text))
