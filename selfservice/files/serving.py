"""Hands a file out: always to be saved, never to be shown as a page of ours.

Whoever calls this has asked whether the reader may have the file.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from selfservice.files.models import File
from selfservice.files.reading import content


def attachment(file: File) -> HttpResponse:
    """Raises Http404 if the storage has lost it."""
    try:
        response = HttpResponse(content(file), content_type=file.type)
    except FileNotFoundError as error:
        raise Http404(_("This file is no longer here.")) from error
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
