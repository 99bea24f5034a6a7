"""Every text of a document under its path, such as `steps/ask/fields/email/label`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flows.engine.document import Document, Part, Text
from flows.engine.parts import parts, rebuilt

_NAMES = ("title", "text", "label", "help", "purpose", "button")


@dataclass(frozen=True, slots=True)
class Wording:
    """`step` is empty for the document's own title; `name` is the text's name in its part."""

    path: str
    step: str
    name: str
    part: Part
    text: Text


def wordings(document: Document) -> Iterator[Wording]:
    for path, part in parts(document):
        step = path.split("/")[1] if path else ""
        for name, text in texts_of(part):
            yield Wording(_join(path, name), step, name, part, text)


def texts_of(part: Part) -> Iterator[tuple[str, Text]]:
    """The part's own texts; a title or label that only the owner sees is none of them."""
    for name in _NAMES:
        value = getattr(part, name, None)
        if isinstance(value, Mapping):
            yield name, value


def reworded(document: Document, change: Callable[[str, Text], Text]) -> Document:
    """A copy in which every text, given with its path, was replaced."""

    def changed(path: str, part: Part) -> Part:
        new = {name: change(_join(path, name), text) for name, text in texts_of(part)}
        return part.model_copy(update=new) if new else part

    return rebuilt(document, changed)


def _join(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name
