"""Draws a turn as a page, with the headers that keep it private and let the shop frame it."""

from __future__ import annotations

import secrets
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from flows.page.colours import colours_of
from flows.page.passes import HEADER, pass_for
from flows.page.speaking import languages_of
from flows.page.turn import Turn
from flows.page.wording import wording_of
from selfservice.tenancy.models import Shop

_STEPS = {"say", "choose", "ask", "wait", "prove", "end"}


def draw_turn(
    request: HttpRequest, shop: Shop, language: str, turn: Turn, preview: str = ""
) -> HttpResponse:
    wording = wording_of(turn.view.html)
    context = {
        "view": turn.view,
        "form": turn.form,
        "token": turn.token,
        "sentence": turn.sentence,
        "heading": wording.heading or _unnamed(turn.view.kind),
        "heading_hidden": not wording.heading,
        "body": wording.body,
        "step_template": f"help/steps/{turn.view.kind if turn.view.kind in _STEPS else 'say'}.html",
        "key": secrets.token_urlsafe(16),
        "pass": "" if preview else pass_for(request, shop, turn.token),
        "preview": preview,
        "unsure": not turn.token and turn.view.kind not in _STEPS,
    }
    response = draw(request, shop, language, "help/page.html", context, turn.status)
    if turn.retry_after:
        response.headers["Retry-After"] = str(turn.retry_after)
    return response


def draw(
    request: HttpRequest,
    shop: Shop,
    language: str,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Rendered without the request, so that no context processor can touch a session."""
    base = {
        "shop": shop,
        "language": language,
        "languages": languages_of(shop),
        "colours": colours_of(shop.look),
        "nonce": str(request.csp_nonce),  # type: ignore[attr-defined]
        "home": reverse("help:home", args=[shop.key]),
        "privacy": reverse("help:privacy", args=[shop.key]),
        "path": request.path,
        "fragment": HEADER in request.headers,
    }
    response = HttpResponse(render_to_string(template, base | context), status=status)
    framed_by = csp_replace({"frame-ancestors": [SELF, *shop.origins]})
    framed_by(lambda _request: response)(request)
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _unnamed(kind: str) -> str:
    """What a step is called where its own text does not open with a short sentence."""
    names = {
        "say": _("Please read"),
        "choose": _("Choose an answer"),
        "ask": _("Please fill in"),
        "wait": _("We are working on it"),
        "prove": _("Confirm that it is you"),
        "end": _("The outcome"),
    }
    return names.get(kind, _("How can we help?"))
