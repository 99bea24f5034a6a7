"""A flow as plain data to take elsewhere, and the careful way back in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from flows.beginnings import free_key
from flows.drafting import start_flow
from flows.engine.document import Document
from flows.engine.importing import document_of, read
from flows.engine.refusal import ImportRefused
from flows.engine.texts import in_language
from flows.models import Flow, Revision
from selfservice.tenancy.models import Shop, User


def exported(flow: Flow, revision: Revision) -> dict[str, Any]:
    return {"key": flow.key, "title": revision.document["title"], "document": revision.document}


def imported(shop: Shop, raw: bytes, author: User | None) -> Flow:
    """A new flow with one draft. Nothing of it is live, whatever the file says.

    Raises ImportRefused, with nothing made.
    """
    document = _document(raw)
    title = in_language(document.title, shop.default_language) or _("Imported flow")
    flow = Flow(shop=shop, key=free_key(title), title=title[:120])
    start_flow(flow, document, _("Imported from a file."), author)
    return flow


def _document(raw: bytes) -> Document:
    """Of a file that was exported here, or of one that holds the document alone."""
    data = read(raw)
    found = data.get("document", data)
    if not isinstance(found, dict) or not isinstance(found.get("steps"), dict):
        raise ImportRefused("no_flow")
    return document_of(found)
