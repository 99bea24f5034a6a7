"""Problems of wording: texts that are missing, or missing in one of the flow's languages."""

from __future__ import annotations

from collections.abc import Iterator

from flows.engine.document import Choose, Column, Document, End, Prove, Say
from flows.engine.problems.problem import Problem, problem
from flows.engine.wording import Wording, wordings

_SPEAKING = Say | Choose | Prove | End


def words(document: Document) -> Iterator[Problem]:
    for each in wordings(document):
        said = {language for language, text in each.text.items() if text.strip()}
        missing = [language for language in document.languages if language not in said]
        if len(missing) == len(document.languages):
            if _needed(each):
                yield problem("no_text", each.step, path=each.path)
            continue
        if isinstance(each.part, Column):
            continue  # only the shop's own people read it
        for language in missing:
            yield problem("no_translation", each.step, path=each.path, language=language)


def _needed(wording: Wording) -> bool:
    """A text that may be absent as a whole, such as a help, need not be there in any language."""
    if wording.name == "text":
        return isinstance(wording.part, _SPEAKING)
    return wording.name in {"title", "label"}
