"""Draws a turn as a page, with the headers that keep it private and let the shop frame it."""

from __future__ import annotations

import secrets
from typing import Any
from zoneinfo import ZoneInfo

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from classifier.router.methods import ASK, UNSURE
from flows.page.colours import colours_of
from flows.page.faces import faces
from flows.page.passes import HEADER, pass_for
from flows.page.speaking import languages_of
from flows.page.turn import Turn
from flows.page.wording import wording_of
from flows.view import KINDS, View
from selfservice.tenancy.models import Shop


def draw_turn(
    request: HttpRequest, shop: Shop, language: str, turn: Turn, preview: str = "", path: str = ""
) -> HttpResponse:
    """`path` is where its forms lead, if that is not where it was asked for."""
    wording = wording_of(turn.view.html)
    context = {
        "view": turn.view,
        "form": turn.form,
        "token": turn.token,
        "sentence": turn.sentence,
        "heading": wording.heading or _unnamed(turn.view.kind),
        "heading_hidden": not wording.heading,
        "body": wording.body,
        "step_template": f"help/steps/{turn.view.kind if turn.view.kind in KINDS else 'say'}.html",
        "key": secrets.token_urlsafe(16),
        "pass": "" if preview else pass_for(request, shop, turn.token),
        "preview": preview,
        "unsure": not turn.token and turn.view.kind not in KINDS,
        "question": turn.question,
        "question_error": turn.question_error,
        "asking": _asking(turn),
        "person_at": _person_at(turn.view),
        "faces": tuple(faces()) if turn.view.rating else (),
        "score": turn.score,
        "comment": turn.comment,
        "thanked": turn.thanked,
        "path": path or request.path,
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
    with timezone.override(ZoneInfo(shop.time_zone)):
        response = HttpResponse(render_to_string(template, base | context), status=status)
    framed_by = csp_replace({"frame-ancestors": [SELF, *shop.origins]})
    framed_by(lambda _request: response)(request)
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def keep_private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For addresses that are secrets: they are not kept, told on, indexed or framed."""
    csp_replace({"frame-ancestors": [NONE]})(lambda _request: response)(request)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _asking(turn: Turn) -> str:
    """Where a question may be typed: open where one chooses a topic, folded away beside a task."""
    view = turn.view
    if not view.can_ask:
        return ""
    topics = bool(_person_at(view)) if view.routing else turn.beginning
    return "open" if view.kind == "choose" and topics else "quiet"


def _person_at(view: View) -> str:
    """Among the other ways on, or more prominent where a question was not understood."""
    method = (view.routing or {}).get("method", "")
    return {UNSURE: "first", ASK: "after"}.get(method, "")


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
