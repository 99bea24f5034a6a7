"""What can become of a typed question, by the names that rows, answers and pages know it by."""

from __future__ import annotations

from typing import Final

OPEN: Final = "classifier"  # sure enough: its flow is opened at once
ASK: Final = "menu"  # which of a few flows was meant?
UNSURE: Final = "none"  # a person first, and what it might be

METHODS: Final = (OPEN, ASK, UNSURE)
