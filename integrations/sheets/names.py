"""Names that a spreadsheet program accepts: of its tables, and of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_TABLE = 31
LONGEST_COLUMN = 120
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def table_name(wanted: object) -> str:
    """Without what the format forbids; empty if nothing is left."""
    words = _FORBIDDEN.sub(" ", "" if wanted is None else str(wanted)).split()
    name = " ".join(words).strip("' ")[:LONGEST_TABLE].strip("' ")
    # The one name that Excel keeps for itself.
    return f"{name} " if name.casefold() == "history" else name


def column_name(wanted: object) -> str:
    name = " ".join(_UNSEEN.sub(" ", str(wanted)).split())
    return name if len(name) <= LONGEST_COLUMN else name[: LONGEST_COLUMN - 1].rstrip() + "…"


def apart(names: Iterable[str], longest: int) -> list[str]:
    """The same names, the later of two that a program would take for one with a number."""
    taken: set[str] = set()
    found = []
    for name in names:
        each, number = name, 2
        while each.casefold() in taken:
            tail = f" ({number})"
            each, number = name[: longest - len(tail)] + tail, number + 1
        taken.add(each.casefold())
        found.append(each)
    return found
