"""Reads what an address or a form says, fit to be compared with what the database holds."""

from __future__ import annotations

from django.http import QueryDict

LONGEST = 300  # characters
_DIGITS = 18  # of the largest numbers that every database takes as an id


def text_of(said: QueryDict, name: str, longest: int = LONGEST) -> str:
    """Without NUL, which PostgreSQL refuses; "" if it is not there."""
    return said.get(name, "")[:longest].replace("\x00", "")


def number_of(given: str) -> int | None:
    """None for what cannot be the id of anything."""
    return int(given) if given.isdecimal() and len(given) <= _DIGITS else None
