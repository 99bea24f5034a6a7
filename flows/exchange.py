"""A flow as plain data to take elsewhere, and the careful way back in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from flows.beginnings import free_key
from flows.drafting import start_flow
from flows.engine.document import Document
from flows.engine.importing import ImportRefused, document_of, read
from flows.engine.texts import in_language
from flows.models import Flow, Revision
from selfservice.tenancy.models import Shop, User


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
    """Of a file that was exported here, or of one that holds the document alone."""
    try:
        data = read(raw)
        found = data.get("document", data)
        if not isinstance(found, dict) or not isinstance(found.get("steps"), dict):
            raise BadFile(_("This file holds no flow. Choose one that was exported here."))
        return document_of(found)
    except ImportRefused as refused:
        raise BadFile(" ".join(refused.sentences[:5])) from refused
