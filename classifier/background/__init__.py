"""Sentences that belong to no shop, by language: what questions are not about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILES = {path.stem: path for path in Path(__file__).parent.glob("*.txt")}


@cache
def sentences(language: str) -> tuple[str, ...]:
    """None for a language that nobody has written them in."""
    path = _FILES.get(language.split("-", maxsplit=1)[0])
    return tuple(path.read_text(encoding="utf-8").split("\n")[:-1]) if path else ()
