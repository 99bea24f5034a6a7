"""What a ranking holds, for any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.router.explaining import deciding_words
from tests.classifier.router.shops import model

WORDS = ["where", "parcel", "balík", "zrušit", "broken!!", "10234", "@", "xyz", "Kde,", "a-b"]
typed = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS)).map(" ".join))


@given(typed)
@settings(max_examples=200, deadline=None)
def test_every_text_is_ranked_the_same_each_time(text: str) -> None:
    ranking = model().rank(text)
    assert ranking == model().rank(text)
    decisions = [score.decision for score in ranking.scores]
    assert decisions == sorted(decisions, reverse=True)
    assert all(0 <= score.confidence <= 1 for score in ranking.scores)
    assert len({score.label for score in ranking.scores}) == len(ranking.scores)
    assert bool(ranking.scores) == bool(ranking.known)


@given(typed)
@settings(max_examples=200, deadline=None)
def test_what_decided_is_at_most_three_words_of_the_text(text: str) -> None:
    for score in model().rank(text).scores:
        because = deciding_words(text, score.label, model())
        assert len(because) <= 3
        assert all(word and word in text for word in because)


def test_a_flow_that_is_not_offered_still_counts_against_the_others() -> None:
    alone = model().rank("where is my parcel", {"cancel"}).scores
    assert [score.label for score in alone] == ["cancel"]
    assert alone[0].margin < 0


def test_numbers_and_addresses_never_decide() -> None:
    because = deciding_words("where is my parcel 10234 for jan@novak.cz", "status", model())
    assert because
    assert not {"10234", "jan@novak.cz"} & set(because)
