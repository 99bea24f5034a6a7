"""The help page's addresses: a GET shows, a POST acts; no cookie is read or set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from flows.models import Session
from flows.page.asked import Asked
from flows.page.drawing import draw, draw_turn
from flows.page.notice import notice_of
from flows.page.own import is_own, own_page
from flows.page.passes import token_of
from flows.page.slowing import PageView, paced, posted_token, slow_page
from flows.page.speaking import language_of
from flows.page.turn import Turn, first_look, slowed, take
from flows.preview import PARAMETER
from flows.runtime import TooMany, UnknownFlow, session_of
from selfservice.files.arriving import too_large
from selfservice.tenancy.address import client_address
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request is: a shop, one of its flows or the home flow, and whose token was posted."""

    shop: Shop
    language: str
    flow: str | None
    session: Session | None


ShopView = Callable[[HttpRequest, Place, TooMany | None], HttpResponse]


def _of_shop(view: ShopView) -> PageView:
    """Finds the shop and its language, and stays inside its scope."""

    @paced
    @wraps(view)
    def wrapped(
        request: HttpRequest, key: str, flow: str | None = None, slow: TooMany | None = None
    ) -> HttpResponse:
        session = session_of(token) if (token := posted_token(request)) else None
        if session is not None and session.shop.key == key:
            shop: Shop | None = session.shop  # one statement reads both
        else:
            shop, session = Shop.objects.filter(key=key).first(), None
        if shop is None:
            return HttpResponse(render_to_string("help/no_shop.html"), status=404)
        language = language_of(request, shop)
        with within(shop), translation.override(language):
            try:
                return view(request, Place(shop, language, flow, session), slow)
            except UnknownFlow:
                return draw(request, shop, language, "help/no_flow.html", {}, 404)

    return wrapped


# No cookie carries any right here, so a forged POST has nothing to abuse, and a compressed
# answer has no secret that a stranger could make a browser ask for.
@csrf_exempt
@xframe_options_exempt
@gzip_page
@require_http_methods(["GET", "HEAD", "POST"])
@_of_shop
def help_page(request: HttpRequest, place: Place, slow: TooMany | None) -> HttpResponse:
    shop, language = place.shop, place.language
    if request.method == "POST" and too_large(request):
        return draw(request, shop, language, "help/too_large.html", {}, 413)
    preview = request.POST.get(PARAMETER) or request.GET.get(PARAMETER) or ""
    token = request.POST.get("token") or ("" if preview else token_of(request, shop))
    address = client_address(request)
    asked = Asked(
        *(shop, place.flow, language, token, preview, request.POST, address, request.FILES),
        session=place.session,
    )
    if request.method == "POST" and is_own(asked):
        return own_page(request, asked, slow)
    turn = slowed(asked, slow) if slow else _turn(request, asked)
    return draw_turn(request, shop, language, turn, preview)


def _turn(request: HttpRequest, asked: Asked) -> Turn:
    return take(asked) if request.method == "POST" else first_look(asked)


@xframe_options_exempt
@gzip_page
@require_safe
@_of_shop
def privacy_page(request: HttpRequest, place: Place, slow: TooMany | None) -> HttpResponse:
    shop, language = place.shop, place.language
    if slow:
        return slow_page(request, shop, language, slow)
    return draw(request, shop, language, "help/privacy.html", {"notice": notice_of(shop, language)})
