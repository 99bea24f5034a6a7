"""Contact data and numbers leave a question, and the rest of it stays readable."""

from __future__ import annotations

import pytest

from classifier.masking import cleaned, masked
from classifier.phrases import refusal

WAYS = [
    "777–123–456",
    "777,123,456",
    "777_123_456",
    "777 - 123 - 456",
    "(777) 123 (456)",
    "+420\u00a0777\u202f123\u2009456",
    "777\u200b123\u00ad456",
    "jana @ seznam.cz",
    "jana(at)seznam.cz",
    "jana [AT] seznam.cz",
    "jana＠seznam.cz",
    "j\u200bana@sez\u00adnam.cz",
]


@pytest.mark.parametrize("way", WAYS)
def test_contact_data_is_known_however_it_is_typed(way: str) -> None:
    assert masked(f"please use {way}, thanks") == "please use •••, thanks"
    assert cleaned(f"please use {way}, thanks") == "please use, thanks"
    assert "Leave the" in refusal(f"please use {way}, thanks")


@pytest.mark.parametrize(
    ("typed", "read", "learnt"),
    [
        ("kde je objednávka 1001?", "kde je objednávka •••?", "kde je objednávka?"),
        ("napište na jane.x+2@ex.com", "napište na •••", "napište na"),
        ("+420 777 123 456 zavolejte", "••• zavolejte", "zavolejte"),
        ("objednávka CZ-12345 nedošla", "objednávka ••• nedošla", "objednávka nedošla"),
        ("order OB-123 is late", "order ••• is late", "order is late"),
        ("my card 4111 1111 1111 1111", "my card •••", "my card"),
        ("see https://x.cz/?t=RR9 please", "see ••• please", "see please"),
        ("3 mugs for 500 Kč, size 42", "3 mugs for 500 Kč, size 42", "3 mugs for 500 Kč, size 42"),
    ],
)
def test_what_tells_who_asked_is_left_out(typed: str, read: str, learnt: str) -> None:
    assert (masked(typed), cleaned(typed)) == (read, learnt)
    assert refusal(cleaned(typed)) == ""
