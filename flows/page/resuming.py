"""Where a resume link leads: a GET shows one button and changes nothing, a POST goes on here."""

from __future__ import annotations

import hashlib
import secrets

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from flows import runtime
from flows.languages import own_name
from flows.models import ResumeLink
from flows.page.drawing import draw, draw_turn, keep_private
from flows.page.slowing import paced, slow_page
from flows.page.turn import shown, status_of
from flows.runtime.advancing import advance
from flows.submissions import Answered, once
from selfservice.tenancy.scope import within


# No cookie carries any right here: who has the link may go on, and nobody else can.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@paced
def resume_page(
    request: HttpRequest, secret: str, slow: runtime.TooMany | None = None
) -> HttpResponse:
    try:
        link = runtime.find_link(secret)
        return keep_private(request, _of_link(request, link, slow))
    except runtime.UnknownLink:
        html = render_to_string("help/resume_unknown.html")
        return keep_private(request, HttpResponse(html, status=404))


def _of_link(request: HttpRequest, link: ResumeLink, slow: runtime.TooMany | None) -> HttpResponse:
    shop, language = link.session.shop, link.session.language
    with within(shop), translation.override(language):
        if slow:
            return slow_page(request, shop, language, slow)
        try:
            return _gone_on(request, link) if request.method == "POST" else _offered(request, link)
        except runtime.UnknownLink:
            raise
        except runtime.NotTaken as not_taken:
            heading, sentence = _("This link does not work any more"), str(not_taken.sentence)
            context = {"heading": heading, "sentence": sentence}
            status = status_of(not_taken)
            return draw(request, shop, language, "help/message.html", context, status)


def _offered(request: HttpRequest, link: ResumeLink) -> HttpResponse:
    """Programs that look into mails follow links, too: so nothing happens yet."""
    runtime.check_link(link)
    language = link.session.language
    context = {"key": secrets.token_urlsafe(16), "language_name": own_name(language)}
    return draw(request, link.session.shop, language, "help/resume.html", context)


def _gone_on(request: HttpRequest, link: ResumeLink) -> HttpResponse:
    """Sent again by a reload, the form shows where the conversation stands now."""
    shop, language = link.session.shop, link.session.language

    def redeemed() -> Answered:
        return Answered(200, {"token": runtime.redeem(link)})

    token = str(once(link.session, _submission(request, link), {}, redeemed).body["token"])
    passage = runtime.find(token, shop)
    advance(passage)
    turn = shown(passage, token, language)
    home = reverse("help:home", args=[shop.key])
    return draw_turn(request, shop, language, turn, path=home)


def _submission(request: HttpRequest, link: ResumeLink) -> str:
    """The key was drawn for the page that showed the button: only who had it can repeat it."""
    key = str(request.POST.get("key") or "")
    return hashlib.sha256(f"{link.pk} {key}".encode("utf-8", "replace")).hexdigest() if key else ""
