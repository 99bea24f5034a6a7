"""Why what a person asked for could not be done, with a sentence for them."""

from __future__ import annotations

from django.utils.functional import Promise

Sentence = str | Promise


class NotPossible(Exception):
    """Nothing was written. `sentence` says why, and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence
