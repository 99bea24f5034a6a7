"""Takes payment card numbers out of what people type, before it is stored anywhere."""

from __future__ import annotations

import re

MASK = "••••"
_RUN = re.compile(r"\d+(?:[ \u00a0\u202f.\-–_/]{1,2}\d+)*")
_GROUP = re.compile(r"\d+")
_SHORTEST, _LONGEST = 13, 19  # digits of card numbers, ISO/IEC 7812

Span = tuple[int, int]


def masked(text: str) -> str:
    """The text with every number that passes as a card's masked, however its digits are grouped.

    Anybody may send the text, so the work grows with its length and no faster.
    """
    return _RUN.sub(lambda run: _without_cards(run.group()), text)


def _without_cards(run: str) -> str:
    """A number may stand before or after the card's groups, as an order's does."""
    groups = [each.span() for each in _GROUP.finditer(run)]
    kept, done, first = "", 0, 0
    while first < len(groups):
        # No card has more groups than digits.
        card = _longest_card(run, groups[first : first + _LONGEST])
        if card:
            kept += run[done : groups[first][0]] + MASK
            done = groups[first + card - 1][1]
        first += card or 1
    return kept + run[done:]


def _longest_card(run: str, groups: list[Span]) -> int:
    """How many of the groups, from the first one on, make a card's number."""
    card = digits = 0
    for number, (start, end) in enumerate(groups, 1):
        digits += end - start
        if digits > _LONGEST:
            break
        if digits >= _SHORTEST and _passes(run[groups[0][0] : end]):
            card = number
    return card


def _passes(text: str) -> bool:
    """Luhn's check digit."""
    digits = [int(each) for each in text if each.isdecimal()]
    doubled = [sum(divmod(2 * each, 10)) for each in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
