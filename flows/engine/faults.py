"""What pydantic found wrong, as plain sentences that say where."""

from __future__ import annotations

from pydantic import ValidationError


def sentences(error: ValidationError) -> list[str]:
    """One sentence per fault, with the place it stands at."""
    return [
        _sentence(tuple(str(each) for each in fault["loc"]), fault["msg"])
        for fault in error.errors(include_url=False, include_context=False, include_input=False)
    ]


def _sentence(place: tuple[str, ...], message: str) -> str:
    where = " > ".join(place)
    return f"{where}: {message}." if where else f"{message}."
