"""A flow as plain data to take elsewhere, and the careful way back in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import ConfigDict, TypeAdapter, ValidationError

from classifier import phrases
from classifier.models import Source
from flows.beginnings import free_key
from flows.drafting import start_flow
from flows.engine.document import Document, Language
from flows.engine.importing import document_of, read
from flows.engine.refusal import ImportRefused
from flows.engine.texts import in_language
from flows.models import Flow, Revision
from flows.teaching import make_known
from selfservice.tenancy.models import Shop, User

MOST_PHRASES = 5_000  # of one file, in all languages
_PHRASES = TypeAdapter(dict[Language, list[str]], config=ConfigDict(strict=True))


@dataclass(frozen=True, slots=True)
class Imported:
    """`refused` are phrases that were left out, each with the sentence that says why."""

    flow: Flow
    phrases: int
    refused: tuple[tuple[str, str], ...]


def exported(flow: Flow, revision: Revision) -> dict[str, Any]:
    return {
        "key": flow.key,
        "title": revision.document["title"],
        "document": revision.document,
        "phrases": phrases.phrases_of(flow.key),
    }


def imported(shop: Shop, raw: bytes, author: User | None) -> Imported:
    """A new flow with one draft. Nothing of it is live, whatever the file says.

    Raises ImportRefused, with nothing made.
    """
    data = read(raw)
    document, examples = _document(data), _phrases(data)
    title = in_language(document.title, shop.default_language) or _("Imported flow")
    flow = Flow(shop=shop, key=free_key(title), title=title[:120])
    with transaction.atomic():
        start_flow(flow, document, _("Imported from a file."), author)
        make_known(flow)
        added = [
            phrases.add(shop, flow.key, language, texts, Source.OWNER)
            for language, texts in examples.items()
        ]
    refused = tuple(each for one in added for each in one.refused)
    return Imported(flow, sum(one.added for one in added), refused)


def _document(data: Mapping[str, Any]) -> Document:
    """Of a file that was exported here, or of one that holds the document alone."""
    found = data.get("document", data)
    if not isinstance(found, dict) or not isinstance(found.get("steps"), dict):
        raise ImportRefused("no_flow")
    return document_of(found)


def _phrases(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """By language; a file without any is as good."""
    try:
        found = _PHRASES.validate_python(data.get("phrases", {}) if "document" in data else {})
    except ValidationError as error:
        raise ImportRefused("no_phrases") from error
    if sum(map(len, found.values())) > MOST_PHRASES:
        raise ImportRefused("too_many_phrases", most=MOST_PHRASES)
    return found
