"""Serves the API's description: the OpenAPI document as it was made, and a page to read it on."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

SCHEMA = Path(__file__).parent / "openapi.json"
FRESH_FOR = 3600  # seconds


@lru_cache(maxsize=1)
def _schema() -> tuple[bytes, str]:
    content = SCHEMA.read_bytes()
    return content, quote_etag(hashlib.sha256(content).hexdigest()[:20])


@gzip_page
@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """Open to every origin: it says the same to all, and tools read it from their own pages."""
    content, etag = _schema()
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    response.headers["ETag"] = etag
    response.headers["Access-Control-Allow-Origin"] = "*"
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


# Swagger UI writes style attributes; nothing of a shop or a shopper is ever on this page.
@csp_replace({"style-src": [SELF, UNSAFE_INLINE]})
@gzip_page
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    return render(request, "api/docs.html")
