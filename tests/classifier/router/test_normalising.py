"""Whatever way it is typed, it is the same text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from classifier.router.normalising import MAX_CHARACTERS, normalised


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("  Kde JE můj\tBALÍK?! ", "kde je muj balik"),
        ("¿Dónde está?", "donde esta"),
        ("Łódź, Đorđe, Øre, Straße", "lodz dorde ore strasse"),
        ("don't / don’t / don`t", "dont dont dont"),
        ("heeeeelp!!!", "heelp"),
        ("order 10234, size 42", "order 0 size 0"),
        ("snake_case e-mail", "snake case e mail"),
        ("ｆｕｌｌ ｗｉｄｔｈ ﬁ", "full width fi"),
        ("a\u0301\u200bb", "a b"),
        ("😀", ""),
    ],
)
def test_spelling_does_not_matter(typed: str, same: str) -> None:
    assert normalised(typed) == same


@given(st.text())
@settings(deadline=None)
@example("´")
@example("İΣ")
@example("½")
def test_a_normalised_text_stays_as_it_is(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    assert once == " ".join(once.split())


def test_a_text_without_end_is_cut() -> None:
    assert len(normalised("ab" * 10**6)) <= MAX_CHARACTERS
    assert len(normalised("\ufdfa" * 10**6)) <= MAX_CHARACTERS
