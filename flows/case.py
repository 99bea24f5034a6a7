"""The frozen case file that goes with an effect, so that nobody has to ask again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flows.passage import Passage
from flows.transcript import transcript


def case_file(passage: Passage) -> dict[str, Any]:
    """`transcript` as asked and answered, and every fact gathered until now."""
    return {
        "session": str(passage.session.pk),
        "language": passage.session.language,
        "transcript": [asdict(line) for line in transcript(passage)],
        "facts": dict(passage.position.facts),
    }
