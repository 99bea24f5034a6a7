"""A flow as plain data to take elsewhere, and the careful way back in."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from flows.beginnings import free_key
from flows.drafting import start_flow
from flows.engine.document import Document, load
from flows.engine.faults import sentences
from flows.engine.texts import in_language
from flows.models import Flow, Revision
from selfservice.tenancy.models import Shop, User

LARGEST = 2_000_000  # bytes
MOST_STEPS = 2_000
DEEPEST = 20


class BadFile(ValueError):
    """The file cannot become a flow; the sentence says why."""


def exported(flow: Flow, revision: Revision) -> dict[str, Any]:
    return {"key": flow.key, "title": revision.document["title"], "document": revision.document}


def imported(shop: Shop, raw: bytes, author: User | None) -> Flow:
    """A new flow with one draft. Nothing of it is live, whatever the file says."""
    document = _document(raw)
    title = in_language(document.title, shop.default_language) or _("Imported flow")
    flow = Flow(shop=shop, key=free_key(title), title=title[:120])
    start_flow(flow, document, _("Imported from a file."), author)
    return flow


def _document(raw: bytes) -> Document:
    data = _parsed(raw)
    found = data.get("document", data) if isinstance(data, dict) else data
    steps = found.get("steps") if isinstance(found, dict) else None
    if not isinstance(steps, dict):
        raise BadFile(_("This file holds no flow. Choose one that was exported here."))
    if len(steps) > MOST_STEPS:
        raise BadFile(_("The flow has more than %s steps. Split it first.") % MOST_STEPS)
    try:
        return load(found)
    except ValidationError as error:
        faults = sentences(error)[:5]
        raise BadFile(_("The flow in this file is not sound: %s") % " ".join(faults)) from error


def _parsed(raw: bytes) -> Any:
    if len(raw) > LARGEST:
        raise BadFile(_("The file is larger than 2 MB."))
    try:
        data = json.loads(raw.decode("utf-8"), object_pairs_hook=_without_doubles)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadFile(_("This file is not JSON. Choose one that was exported here.")) from error
    if _depth(data) > DEEPEST:
        raise BadFile(_("The file is nested too deeply to be a flow."))
    return data


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Which of two values for one name counts is anybody's guess, so there must be one."""
    data = dict(pairs)
    if len(data) != len(pairs):
        raise BadFile(_("The file names something twice. Export it again."))
    return data


def _depth(data: Any) -> int:
    """Level by level, because a recursive count is what a deep file would break."""
    depth, level = 0, [data]
    while level and depth <= DEEPEST:
        depth += 1
        nested = [each for each in level if isinstance(each, dict | list)]
        level = [
            inner
            for each in nested
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return depth
