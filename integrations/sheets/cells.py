"""What a value is in a spreadsheet: a number, an amount, a day, a moment, yes or no, or text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from integrations.fact_words import in_words
from integrations.values import Money

Cell = str | int | float | Decimal | bool | date | datetime | Money | None

LONGEST_TEXT = 32_767  # UTF-16 units, by the file format
EXACT = 10**15  # a spreadsheet keeps 15 digits of a number
# Longer ones, and those with leading zeros, are names of something and not quantities.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,10})(?:\.[0-9]{1,4})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}.*(?:Z|[+-][0-9]{2}:[0-9]{2})")
_CURRENCY = re.compile(r"[A-Z]{3}")
_FIRST_DAY = date(1900, 3, 1)  # programs disagree about the days before


@dataclass(frozen=True, slots=True)
class Place:
    """Whose spreadsheet it is: the language of its words, and the time zone of its moments."""

    language: str
    zone: ZoneInfo


def typed(value: Any, place: Place) -> Cell:
    """None for what leaves its cell empty."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return value if math.isfinite(value) and abs(value) < EXACT else text(value)
    if isinstance(value, Mapping):
        return _amount(value) or worded(value, place.language) or None
    if isinstance(value, list | tuple):
        return worded(value, place.language) or None
    return _read(str(value), place)


def text(value: object) -> str:
    """As it is, without what no file can hold."""
    units = str(value).encode("utf-16-le", "ignore")[: LONGEST_TEXT * 2]
    return units.decode("utf-16-le", "ignore")


def worded(value: Any, language: str) -> str:
    """In words as a shopper would read it; what has none, as it is."""
    try:
        return text(in_words(value, language))
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return text(value)


def _read(given: str, place: Place) -> Cell:
    if _NUMBER.fullmatch(given):
        return Decimal(given)
    try:
        if _DAY.fullmatch(given):
            return _dated(date.fromisoformat(given)) or text(given)
        if _MOMENT.fullmatch(given):
            moment = datetime.fromisoformat(given).astimezone(place.zone)
            return moment if _dated(moment.date()) else text(given)
    except (ValueError, OverflowError):
        pass
    return text(given) or None


def _dated(day: date) -> date | None:
    return day if day >= _FIRST_DAY else None


def _amount(value: Mapping[str, Any]) -> Money | None:
    if set(value) != {"amount", "currency"} or not _CURRENCY.fullmatch(str(value["currency"])):
        return None
    try:
        amount = Decimal(str(value["amount"]))
        return Money(amount, value["currency"]) if abs(amount) < EXACT else None
    except InvalidOperation:  # of a comparison too, where it is no number
        return None
