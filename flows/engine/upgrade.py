"""Brings a stored document, as plain data, to the schema number that this version runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Data = Mapping[str, Any]

CURRENT = 1
# From a schema number to the function that turns its documents into the next number's.
UPGRADES: Mapping[int, Callable[[Data], Data]] = {}


class UnknownSchema(ValueError):
    """`sentence` tells the owner why the document cannot be read."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def upgrade(
    data: Data, upgrades: Mapping[int, Callable[[Data], Data]] = UPGRADES, current: int = CURRENT
) -> Data:
    """The same document in the current schema; one that is current already comes back as it is."""
    number = data.get("schema", 1)
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        raise UnknownSchema(f"“{number}” is not a schema number. Export the flow again.")
    if number > current:
        raise UnknownSchema(
            f"This flow was made by a newer version (schema {number}; this one reads up to "
            f"{current}). Update this installation first."
        )
    for step in range(number, current):
        data = {**upgrades[step](data), "schema": step + 1}
    return data
