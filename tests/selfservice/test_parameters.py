"""What browsers send is cut and tidied before a database is asked about it."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from selfservice.parameters import number_of, text_of


@pytest.mark.parametrize(
    ("address", "text"),
    [("q=a%20b", "a b"), ("q=%00a%00", "a"), ("q=abcdefgh", "abcde"), ("q=", ""), ("", "")],
)
def test_a_text_is_cut_and_has_no_nul(address: str, text: str) -> None:
    assert text_of(QueryDict(address), "q", 5) == text


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("12", 12),
        ("٣", 3),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5_000, None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("", None),
    ],
)
def test_a_number_is_one_that_an_id_can_be(given: str, number: int | None) -> None:
    assert number_of(given) == number
