"""Facts in words: dates, amounts, yes and no as each language writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import formats, translation

from integrations.money_words import money_words
from integrations.values import Money

_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def in_words(value: Any, language: str) -> str:
    """Dates in the language's own long form, yes and no in words, lists joined by semicolons."""
    with translation.override(language):
        if isinstance(value, bool):
            return str(translation.gettext("yes") if value else translation.gettext("no"))
        if isinstance(value, list | tuple):
            return "; ".join(in_words(each, language) for each in value)
        if isinstance(value, Mapping):
            return _named(value)
        if isinstance(value, str) and _DATE.match(value):
            return _date(value)
        if isinstance(value, int | float):
            return formats.number_format(value)
    return str(value)


def item_label(item: Mapping[str, Any]) -> str:
    """Its name, with its pieces where they are several; `of` says of how many some were chosen."""
    quantity = item.get("quantity", 1)
    name = str(item.get("label") or item.get("name") or item.get("id") or "")
    if "of" in item:
        told = {"left": quantity, "ordered": item["of"], "name": name}
        return translation.gettext("%(left)s of %(ordered)s × %(name)s") % told
    return name if quantity == 1 else f"{quantity} × {name}"


def _date(value: str) -> str:
    """What only looks like a date was typed, or is a vendor's mistake: it stays as it is."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return formats.date_format(day, "DATE_FORMAT")


def _named(value: Mapping[str, Any]) -> str:
    """An amount of money, or an item of an order."""
    if "amount" in value:
        return money_words(Money(Decimal(value["amount"]), str(value["currency"])))
    return item_label(value)
