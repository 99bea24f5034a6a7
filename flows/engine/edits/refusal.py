"""The one way in which an edit says no."""

from __future__ import annotations


class EditRefused(ValueError):
    """`sentence` tells the owner what stands in the way and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
