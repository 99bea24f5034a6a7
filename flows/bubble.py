"""Serves the loader: evergreen, with a shop's look baked in, and pinned to its exact content."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from flows.page.colours import colours_of
from selfservice.tenancy.models import Shop

SOURCE = Path(__file__).parent / "static" / "flows" / "bubble.js"
FRESH_FOR = 300  # seconds
FOR_GOOD = "public, max-age=31536000, immutable"
_LOOK = "})({});"  # how the source ends: its argument is the look
_QUOTED = re.compile(r"""("[^"]*"|'[^']*'|`[^`]*`)""")
_SPACES = re.compile(r"(?<=\W) | (?=\W)")


@lru_cache(maxsize=1)
def loader() -> str:
    """The source without comment lines and spaces for the eye, which shoppers need not load."""
    lines = (line.strip() for line in SOURCE.read_text().splitlines())
    source = "\n".join(line for line in lines if line and not line.startswith("//"))
    parts = _QUOTED.split(source)
    return "".join(
        part if quoted % 2 else _SPACES.sub("", part) for quoted, part in enumerate(parts)
    )


def baked_loader(shop: Shop) -> str:
    colours = colours_of(shop.look)
    look: dict[str, Any] = {
        "shop": shop.key,
        "accent": colours.light,
        "on": colours.on_light,
        "text": _words(shop.look.get("launcher")),
        "side": "left" if shop.look.get("side") == "left" else "right",
    }
    return loader().removesuffix(_LOOK) + f"}})({json.dumps(look)});"


def version() -> str:
    return _digest(loader())[:12]


@gzip_page
@require_safe
def evergreen(request: HttpRequest) -> HttpResponse:
    return _script(request, loader(), f"public, max-age={FRESH_FOR}")


@gzip_page
@require_safe
def baked(request: HttpRequest, key: str) -> HttpResponse:
    shop = get_object_or_404(Shop, key=key)
    return _script(request, baked_loader(shop), f"public, max-age={FRESH_FOR}")


@gzip_page
@require_safe
def pinned(request: HttpRequest, wanted: str) -> HttpResponse:
    """Named by its content, so that what a shop pinned can never be other bytes."""
    if wanted != version():
        raise Http404
    return _script(request, loader(), FOR_GOOD)


def _script(request: HttpRequest, source: str, cache: str) -> HttpResponse:
    etag = quote_etag(_digest(source)[:20])
    response = HttpResponse(source, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = cache
    response.headers["ETag"] = etag
    # Any shop's page may load it: a checksum needs CORS, an isolated page needs the policy.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def _words(launcher: Any) -> dict[str, str]:
    given = launcher if isinstance(launcher, dict) else {}
    return {str(code): str(text)[:40] for code, text in given.items()}


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()
