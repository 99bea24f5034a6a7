"""The facts that a document's parts name, to list or to rename."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from re import Match

from flows.engine.document import (
    AskField,
    BaseStep,
    Condition,
    Do,
    Document,
    End,
    Part,
    Source,
)
from flows.engine.parts import parts, rebuilt
from flows.engine.texts import PLACEHOLDER, placeholders
from flows.engine.wording import texts_of


def facts_of(part: Part) -> Iterator[str]:
    """What this very part names, in its texts and otherwise; parts below it are not looked at."""
    for _name, text in texts_of(part):
        yield from sorted(placeholders(text))
    if isinstance(part, Condition | Source) and part.fact:
        yield part.fact
    if isinstance(part, AskField):
        yield from filter(None, (part.choices_from, part.prefill))


def tells_time(step: BaseStep) -> bool:
    """Whether it acts and says when: the time is then that of this very step."""
    acts = isinstance(step, Do) or (isinstance(step, End) and bool(step.effects))
    named = (fact for _path, part in parts(step) for fact in facts_of(part)) if acts else ()
    return any(fact.partition(".")[0] == "now" for fact in named)


def with_fact_renamed(document: Document, old: str, new: str) -> Document:
    """Each mention of the fact, or of one below it, under its new name."""

    def renamed(path: str) -> str:
        below = path.startswith(old + ".")
        return new + path[len(old) :] if path == old or below else path

    return rebuilt(document, lambda _path, part: _with_facts(part, renamed))


def _with_facts(part: Part, renamed: Callable[[str], str]) -> Part:
    def filled(match: Match[str]) -> str:
        return "{" + renamed(match.group(1)) + "}"

    new: dict[str, object] = {
        name: {language: PLACEHOLDER.sub(filled, each) for language, each in text.items()}
        for name, text in texts_of(part)
    }
    if isinstance(part, Condition | Source) and part.fact:
        new["fact"] = renamed(part.fact)
    if isinstance(part, AskField):
        named = {"choices_from": part.choices_from, "prefill": part.prefill}
        new |= {name: renamed(fact) for name, fact in named.items() if fact}
    return part.model_copy(update=new) if new else part
