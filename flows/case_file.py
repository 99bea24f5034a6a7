"""The frozen case file that goes with an effect, so that nobody has to ask again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from flows.attached import attached
from flows.engine.document import Check
from flows.engine.facts import look
from flows.passage import Passage
from flows.transcript import transcript


def case_file(passage: Passage) -> dict[str, Any]:
    """`transcript` as asked and answered, each with the owner's `title` of its step, which is
    the same in every language; every fact gathered until now; `files` by id, name, size and type.

    `because` are the rules that the passage was led by, in the owner's words.
    `contact` is where the shopper can be reached: what they gave, else the proven order's own.
    """
    facts = passage.position.facts
    return {
        "session": str(passage.session.pk),
        "language": passage.session.language,
        "transcript": list(_titled(passage)),
        "contact": str(look(facts, "answer.email") or look(facts, "order.email") or ""),
        "facts": dict(facts),
        "because": list(_because(passage)),
        "files": [asdict(file) for file in attached(passage).values()],
    }


def _titled(passage: Passage) -> Iterator[dict[str, Any]]:
    answered = (each.key for each in passage.position.path if each.answer is not None)
    for line in transcript(passage):
        key = None if line.typed else next(answered)
        title = passage.documents[key.flow].steps[key.step].title if key else ""
        yield {**asdict(line), "title": title}


def _because(passage: Passage) -> Iterator[str]:
    for each in passage.position.path:
        step = passage.documents[each.key.flow].steps.get(each.key.step)
        if isinstance(step, Check):
            taken = next((rule.label for rule in step.rules if rule.id == each.exit), "")
            yield f"{step.title}: {taken}" if taken and step.title else taken or step.title
