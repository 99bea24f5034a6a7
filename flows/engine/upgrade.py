"""Brings a stored document, as plain data, to the schema number that this version runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows.engine.refusal import ImportRefused

Data = Mapping[str, Any]

CURRENT = 1
# From a schema number to the function that turns its documents into the next number's.
UPGRADES: Mapping[int, Callable[[Data], Data]] = {}


def upgrade(
    data: Data, upgrades: Mapping[int, Callable[[Data], Data]] = UPGRADES, current: int = CURRENT
) -> Data:
    """The same document in the current schema; one that is current already comes back as it is."""
    number = data.get("schema", 1)
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise ImportRefused("bad_schema", schema=number)
    if number > current:
        raise ImportRefused("newer_schema", schema=number, current=current)
    for step in range(number, current):
        data = {**upgrades[step](data), "schema": step + 1}
    return data
