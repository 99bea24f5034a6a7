from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from integrations.money_words import money_words
from integrations.values import Money


@pytest.mark.parametrize(
    ("language", "currency", "words"),
    [
        ("cs", "CZK", "1\xa0249,00 Kč"),
        ("cs", "EUR", "1\xa0249,00 €"),
        ("cs", "USD", "1\xa0249,00 USD"),
        ("es", "EUR", "1\xa0249,00 €"),
        ("es", "CZK", "1\xa0249,00 CZK"),
        ("en", "CZK", "1,249.00 CZK"),
    ],
)
def test_money_is_written_as_in_the_readers_language(
    language: str, currency: str, words: str
) -> None:
    with translation.override(language):
        assert money_words(Money(Decimal("1249.00"), currency)) == words
