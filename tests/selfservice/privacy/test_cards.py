"""Payment card numbers are masked however they are grouped; other numbers stay."""

from __future__ import annotations

import pytest

from selfservice.privacy import cards
from selfservice.privacy.cards import masked

CARDS = [
    "4111111111111111",
    "5555555555554444",
    "378282246310005",
    "6011111111111117",
    "3530111333300000",
    "30569309025904",
    "4222222222222",
    "6304000000000000000",
    "2223003122003222",
    "4000056655665556",
]
GROUPINGS = [1, 2, 3, 4, 5]
SEPARATORS = [" ", "-", ".", "\u00a0", " - "[:2]]


def _grouped(card: str, size: int, separator: str) -> str:
    return separator.join(card[at : at + size] for at in range(0, len(card), size))


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("size", GROUPINGS)
def test_a_card_is_masked(card: str, size: int, separator: str) -> None:
    text = f"paid with {_grouped(card, size, separator)}, twice"
    assert masked(text) == "paid with ••••, twice"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("order 1001 4111 1111 1111 1111", "order 1001 ••••"),
        ("4111 1111 1111 1111 12/27", "•••• 12/27"),
        ("a 4111111111111111 b 5555555555554444", "a •••• b ••••"),
        ("٤١١١١١١١١١١١١١١١", "••••"),
    ],
)
def test_a_card_is_found_beside_other_numbers(text: str, kept: str) -> None:
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "order 2026-000123",
        "+420 777 123 456",
        "4111 1111 1111 1112",
        "CZ65 0800 0000 1920 0014 5399",
        "",
        "no number at all",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("unit", ["1 ", "12 ", "1234 ", "1", "4111111111111112 "])
def test_long_texts_take_few_checks(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    passes = cards._passes

    def counted(text: str) -> bool:
        checked.append(text)
        assert len(checked) <= 5_000 * 4
        return passes(text)

    monkeypatch.setattr(cards, "_passes", counted)
    masked(unit * (5_000 // len(unit)))
    assert all(13 <= len(each.replace(" ", "")) <= 19 for each in checked)


def test_any_number_of_cards_is_masked() -> None:
    assert masked("0000000000000 " * 357) == "•••• " * 357
