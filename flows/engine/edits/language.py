"""Edits of what the flow says, language by language."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from flows.engine.document import Document, Language, Text
from flows.engine.edits.shape import step_of, with_parts, with_step
from flows.engine.refusal import EditRefused
from flows.engine.wording import reworded, wordings

_LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
_LONGEST = 5000


def set_text(document: Document, step_id: str, language: str, text: str) -> Document:
    """The step's own text."""
    _spoken(document, language)
    step = step_of(document, step_id)
    new = with_parts(step, {"text": {**step.text, language: text}})
    return with_step(document, step_id, new)


def texts(document: Document, language: str) -> dict[str, str]:
    """Every text by its path, such as `steps/ask/fields/email/label`; missing ones are empty."""
    return {each.path: each.text.get(language, "") for each in wordings(document)}


def translate(document: Document, language: str, new: Mapping[str, str]) -> Document:
    """Puts the texts in at their paths; a language the flow did not have is added.

    An empty text clears one that is there, and otherwise leaves none.
    """
    unknown = new.keys() - {each.path for each in wordings(document)}
    if unknown:
        raise EditRefused("no_text", path=min(unknown))
    if any(len(text) > _LONGEST for text in new.values()):
        raise EditRefused("text_too_long", most=_LONGEST)

    def changed(path: str, text: Text) -> Text:
        words = new.get(path, "")
        return {**text, language: words} if words or (path in new and language in text) else text

    return reworded(add_language(document, language), changed)


def add_language(document: Document, language: str) -> Document:
    """The same document if it has the language already."""
    try:
        _LANGUAGE.validate_python(language)
    except ValidationError as error:
        raise EditRefused("bad_language", language=language) from error
    if language in document.languages:
        return document
    return document.model_copy(update={"languages": (*document.languages, language)})


def remove_language(document: Document, language: str) -> Document:
    """Takes the language out together with its texts."""
    _spoken(document, language)
    if len(document.languages) == 1:
        raise EditRefused("last_language")
    kept = tuple(each for each in document.languages if each != language)

    def without(_path: str, text: Text) -> Text:
        return {each: words for each, words in text.items() if each != language}

    return reworded(document.model_copy(update={"languages": kept}), without)


def _spoken(document: Document, language: str) -> None:
    if language not in document.languages:
        raise EditRefused("not_spoken", language=language)
