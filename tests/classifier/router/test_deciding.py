"""Below the threshold nothing is opened."""

from __future__ import annotations

import pytest

from classifier.router.deciding import NAME_FROM, OFFER_FROM, OPEN_FROM, decide
from classifier.router.model import Ranking, Score


def ranking(*confidences: float, known: int = 20) -> Ranking:
    scores = (
        Score(f"flow{at}", 1.0, 0.0, 0.0, confidence) for at, confidence in enumerate(confidences)
    )
    return Ranking(tuple(scores), known)


@pytest.mark.parametrize(
    ("confidence", "method"),
    [
        (1.0, "classifier"),
        (OPEN_FROM, "classifier"),
        (OPEN_FROM - 0.001, "menu"),
        (OFFER_FROM, "menu"),
        (OFFER_FROM - 0.001, "none"),
    ],
)
def test_the_thresholds(confidence: float, method: str) -> None:
    decision = decide(ranking(confidence, 0.2, 0.1, 0.1), thin=False)
    assert decision.method == method
    assert (decision.best is not None) == (method == "classifier")
    assert len(decision.alternatives) == 3


def test_an_opened_flow_is_not_among_its_alternatives() -> None:
    decision = decide(ranking(0.9, 0.2, 0.1, 0.1), thin=False)
    assert [score.label for score in decision.alternatives] == ["flow1", "flow2", "flow3"]


def test_few_phrases_ask_however_sure_they_are() -> None:
    decision = decide(ranking(1.0, 0.0), thin=True)
    assert (decision.method, decision.best) == ("menu", None)
    assert decision.alternatives[0].label == "flow0"


@pytest.mark.parametrize("nothing", [ranking(known=0), ranking(1.0, known=1)])
def test_a_text_of_unknown_words_offers_nothing(nothing: Ranking) -> None:
    decision = decide(nothing, thin=False)
    assert (decision.method, decision.best, decision.alternatives) == ("none", None, ())


@pytest.mark.parametrize(("confidence", "named"), [(NAME_FROM, 3), (NAME_FROM - 0.001, 0)])
def test_what_is_a_mere_guess_is_not_offered(confidence: float, named: int) -> None:
    decision = decide(ranking(confidence, 0.02, 0.01), thin=False)
    assert (decision.method, len(decision.alternatives)) == ("none", named)


@pytest.mark.parametrize("confidence", [0.9, 0.5])
def test_what_is_never_offered_takes_no_place(confidence: float) -> None:
    decision = decide(ranking(confidence, 0.2, 0.1, 0.1, 0.1), thin=False, unoffered=["flow1"])
    assert len(decision.alternatives) == 3
    assert "flow1" not in {score.label for score in decision.alternatives}


def test_what_is_never_offered_can_be_opened_but_not_asked_about() -> None:
    opened = decide(ranking(0.9, 0.2), thin=False, unoffered=["flow0"])
    assert opened.best is not None
    assert opened.best.label == "flow0"
    asked = decide(ranking(0.6, 0.2), thin=False, unoffered=["flow0"])
    assert (asked.method, [score.label for score in asked.alternatives]) == ("none", ["flow1"])


def test_what_is_offered_is_in_the_order_of_confidence() -> None:
    decision = decide(ranking(0.2, 0.1, 0.3), thin=False)
    assert [score.confidence for score in decision.alternatives] == [0.3, 0.2, 0.1]
