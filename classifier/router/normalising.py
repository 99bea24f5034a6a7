"""Brings what people type to one form: accents, case, numbers and drawn-out letters agree."""

from __future__ import annotations

import re
import unicodedata

VERSION = 1  # a model speaks one version; another one is trained anew
MAX_CHARACTERS = 2000  # a question; what follows is not read

_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‛ʹʼ＇"))
_STROKES = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss"})
_NUMBER = re.compile(r"\d+")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_NOT_A_WORD = re.compile(r"[\W_]+")


def normalised(text: str) -> str:
    """Words of letters without accents, and "0" for each number, with single spaces between."""
    lower = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS].translate(_APOSTROPHES)).lower()
    plain = _unaccented(lower.translate(_APOSTROPHES)).translate(_STROKES)
    shorter = _DRAWN_OUT.sub(r"\1\1", _NUMBER.sub("0", plain))
    # Some single characters stand for whole phrases, so the length is bounded here too.
    return _NOT_A_WORD.sub(" ", shorter).strip()[:MAX_CHARACTERS].rstrip()


def _unaccented(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFKC", "".join(filter(_stands_alone, letters)))


def _stands_alone(letter: str) -> bool:
    return not unicodedata.combining(letter)
