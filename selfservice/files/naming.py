"""A file's name made harmless: it is shown, mailed and saved on other people's machines."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

from selfservice.files.kinds import Kind

LONGEST = 80
_RESERVED = re.compile(r'[<>:"/\\|?*\s]+')  # on one system or another


def clean_name(sent: str, kind: Kind) -> str:
    """Without folders, controls, invisible or direction marks; its ending says what it is."""
    last = _without_folders(sent)
    stem = last.rpartition(".")[0] if "." in last else last
    return f"{_harmless(stem) or _unnamed(kind)}.{kind.extension}"


def name_to_show(sent: str) -> str:
    """Of a file that is not taken: as harmless, with the ending that it came with."""
    return _harmless(_without_folders(sent)) or _unnamed(Kind.PDF)


def _without_folders(sent: str) -> str:
    return re.split(r"[/\\]", sent)[-1]


def _harmless(part: str) -> str:
    shown = "".join(each for each in unicodedata.normalize("NFC", part) if _is_shown(each))
    return _RESERVED.sub(" ", shown).strip(" .")[:LONGEST].strip(" .")


def _is_shown(character: str) -> bool:
    """Category C are controls, formats, surrogates, private and unassigned characters."""
    return not unicodedata.category(character).startswith("C")


def _unnamed(kind: Kind) -> str:
    return _("document") if kind is Kind.PDF else _("photo")
