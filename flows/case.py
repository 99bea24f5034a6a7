"""The frozen case file that goes with an effect, so that nobody has to ask again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flows.engine.facts import look
from flows.passage import Passage
from flows.transcript import transcript


def case_file(passage: Passage) -> dict[str, Any]:
    """`transcript` as asked and answered, and every fact gathered until now.

    `contact` is where the shopper can be reached: what they gave, else the proven order's own.
    """
    facts = passage.position.facts
    return {
        "session": str(passage.session.pk),
        "language": passage.session.language,
        "transcript": [asdict(line) for line in transcript(passage)],
        "contact": str(look(facts, "answer.email") or look(facts, "order.email") or ""),
        "facts": dict(facts),
    }
