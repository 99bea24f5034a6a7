"""Writes an amount of money as people of the reader's language do."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import get_language

from integrations.values import Money

# A currency has a sign only where its readers write it behind the number; elsewhere, its code.
_SIGNS = {
    ("cs", "CZK"): "Kč",
    ("cs", "EUR"): "€",
    ("es", "EUR"): "€",
}


def money_words(money: Money) -> str:
    places = -int(money.amount.as_tuple().exponent)
    sign = _SIGNS.get((str(get_language())[:2], money.currency), money.currency)
    return f"{number_format(money.amount, places, force_grouping=True)} {sign}"
