"""Decides what a ranking is good for: opening a flow, asking which one was meant, or neither."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from classifier.router.methods import ASK, OPEN, UNSURE
from classifier.router.model import Ranking, Score

OPEN_FROM = 0.70  # confidence
OFFER_FROM = 0.40
NAME_FROM = 0.14  # below it even the likeliest is a guess that looks silly
MOST_OFFERED = 3
FEWEST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class Decision:
    method: str
    best: Score | None  # only when a flow is to be opened
    alternatives: tuple[Score, ...]


def decide(ranking: Ranking, thin: bool, unoffered: Collection[str] = ()) -> Decision:
    """`thin`: the model learned from too little to open a flow unasked.

    `unoffered` can be opened, but takes no place among what is offered.
    """
    if not ranking.scores or ranking.known < FEWEST_KNOWN:
        return Decision(UNSURE, None, ())
    best = ranking.scores[0]
    offered = [each for each in ranking.scores if each.label not in unoffered]
    if best.confidence >= OPEN_FROM and not thin:
        return Decision(OPEN, best, _likeliest([each for each in offered if each != best]))
    likeliest = _likeliest(offered)
    if not likeliest or likeliest[0].confidence < NAME_FROM:
        return Decision(UNSURE, None, ())
    method = ASK if offered[0].confidence >= OFFER_FROM else UNSURE
    return Decision(method, None, likeliest)


def _likeliest(scores: Sequence[Score]) -> tuple[Score, ...]:
    """The flows are ranked by decision value, which is right most often; people see confidence."""
    return tuple(sorted(scores[:MOST_OFFERED], key=lambda score: -score.confidence))
