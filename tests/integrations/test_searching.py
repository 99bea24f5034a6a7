"""Searching goods by a few words: what people type, and which good they mean."""

from __future__ import annotations

import pytest

from integrations.searching import best_matches

GOODS = {
    "MUG-350": ["Blue mug", "Modrý hrnek", "Taza azul"],
    "TEA-100": ["Green tea, 100 g", "Zelený čaj, 100 g", "Té verde, 100 g"],
    "POT-1000": ["Glass teapot", "Skleněná konvice", "Tetera de cristal"],
    "TRAY-38": ["Oak tray", "Dubový tác", "Bandeja de roble"],
}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Blue mug", ["MUG-350"]),
        ("  BLUE   MUG! ", ["MUG-350"]),
        ("is the mug in stock?", ["MUG-350"]),
        ("mug-350", ["MUG-350"]),
        ("tea 100", ["TEA-100"]),
        ("green tea", ["TEA-100"]),
        ("tea", ["TEA-100", "POT-1000"]),
        ("teap", ["POT-1000"]),
        ("zeleny caj", ["TEA-100"]),
        ("máte modrého hrnku víc?", ["MUG-350"]),
        ("dubove tacy", ["TRAY-38"]),
        ("la tetera de cristal", ["POT-1000"]),
        ("té", ["TEA-100", "POT-1000"]),
        ("bicycle", []),
        ("the", []),
        ("?!", []),
        ("", []),
        ("a" * 200, []),
    ],
)
def test_a_few_words_find_what_is_meant(typed: str, codes: list[str]) -> None:
    assert best_matches(typed, GOODS) == codes


def test_a_code_is_alone_even_if_other_names_hold_its_words() -> None:
    assert best_matches("T-1", {"T-1": ["Cup"], "X": ["T 1 refill", "T-1 spoon"]}) == ["T-1"]


def test_nothing_is_found_among_no_goods() -> None:
    assert best_matches("mug", {}) == []
