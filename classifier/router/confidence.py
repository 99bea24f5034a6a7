"""Turns how a text compares with a flow into the probability that the flow is right.

The coefficients are those of a logistic regression over simulated shops, where 40 % of the
questions belonged to none of the flows. Refit them when features or classifier change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Confidence:
    constant: float
    decision: float
    margin: float
    nearest: float
    shift: float = 0.0  # these two: what the shop's own phrases told, see `examining`
    stretch: float = 1.0

    def of(self, decision: float, margin: float, nearest: float) -> float:
        return sigmoid(self.shift + self.stretch * self.raw(decision, margin, nearest))

    def raw(self, decision: float, margin: float, nearest: float) -> float:
        weighted = self.decision * decision + self.margin * margin + self.nearest * nearest
        return self.constant + weighted


WITH_BACKGROUND = Confidence(-1.458, 2.635, 1.402, 3.062)
WITHOUT_BACKGROUND = Confidence(-1.688, 3.415, 1.080, 3.945)


def sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))
