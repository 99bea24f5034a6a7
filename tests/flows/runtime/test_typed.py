"""What is typed is tidied before it is kept, and what cannot be a question is refused."""

from __future__ import annotations

import pytest

from flows.runtime import Invalid
from flows.runtime.typed import question_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  where\n\tis   it? ", "where is it?"),
        ("cafe\u0301", "café"),
        ("a\x00b\u202ec\ud800d", "abcd"),
        ("\ufeffkde je to", "kde je to"),
        ("family \U0001f468\u200d\U0001f469\u200d\U0001f467 pack", None),
        ("my card 4111 1111 1111 1111 was charged", "my card •••• was charged"),
        ("order 2026-0001", "order 2026-0001"),
        ("?? ¿qué", "?? ¿qué"),
    ],
)
def test_a_question_is_kept_on_one_line(typed: str, kept: str | None) -> None:
    assert question_text(typed) == (typed if kept is None else kept)


@pytest.mark.parametrize("typed", ["", "   \n", "\u200b\u200b", "\x00"])
def test_what_shows_nothing_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        question_text(typed)
    assert refused.value.errors == {"question": "Write your question first."}


@pytest.mark.parametrize("typed", ["?!", "!!!", "🙂", "\u200b🙂"])
def test_signs_without_a_word_are_asked_for_in_words(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        question_text(typed)
    assert refused.value.errors == {"question": "Write your question in words."}


def test_what_is_too_long_is_refused_before_anything_else() -> None:
    assert len(question_text("a" * 2_000)) == 2_000
    with pytest.raises(Invalid, match="2,000"):
        question_text("a" * 2_001)
