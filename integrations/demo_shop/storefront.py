"""The demo's e-shop: two pages on another origin than the help, with the bubble on both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from integrations.demo_shop.goods import GOODS, SHELVES
from integrations.demo_shop.models import DemoProduct
from integrations.demo_shop.seed import SEEDS, Seed
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

KEY = "demo"
LANGUAGES = {"en": "English", "cs": "Čeština", "es": "Español"}
_TOLD: dict[str, tuple[str | Promise, str | Promise, str]] = {
    "MUG": (_("Blue mug"), _("Stoneware, glazed by hand, holds 350 ml."), "sky"),
    "TEA": (_("Green tea"), _("Loose leaves, first flush, 100 g."), "leaf"),
    "POT": (_("Glass teapot"), _("Borosilicate glass with a steel sieve, 1 l."), "sun"),
    "TRAY": (_("Oak tray"), _("Oiled oak from one piece, 38 by 24 cm."), "clay"),
}
_TRY: dict[str, str | Promise] = {
    "1001": _("Being packed: can be cancelled"),
    "1002": _("On its way"),
    "1003": _("Delivered five days ago: can be returned"),
    "1004": _("Delivered long ago: too late to return"),
    "1005": _("Not paid yet"),
    "1009": _("The shop's system refuses the cancellation"),
    "1010": _("The shop's system goes silent in the middle"),
    "1011": _("The cancellation keeps failing: a person takes over"),
}


@dataclass(frozen=True, slots=True)
class Good:
    sku: str
    name: str | Promise
    told: str | Promise
    tone: str
    price: Decimal
    shelf: DemoProduct | None = None  # what the help is told when it looks the good up

    @property
    def art(self) -> str:
        return f"demo/art/{self.sku.lower()}.html"


def _on_the_shops_origin(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The bubble is isolated by being another origin, so the shop never runs on the help's."""

    @wraps(view)
    def wrapped(request: HttpRequest, **parts: str) -> HttpResponse:
        shop = urlsplit(settings.DEMO_SHOP_URL)
        if request.get_host() == urlsplit(settings.PUBLIC_URL).netloc != shop.netloc:
            return HttpResponseRedirect(settings.DEMO_SHOP_URL + request.get_full_path())
        with translation.override(_language(request)):
            return view(request, **parts)

    return wrapped


_lets_the_bubble_in = csp_update(
    {"script-src": [settings.PUBLIC_URL], "frame-src": [settings.PUBLIC_URL]}
)


@require_safe
@_lets_the_bubble_in
@_on_the_shops_origin
def front(request: HttpRequest) -> HttpResponse:
    return _page(request, "demo/shop.html", {"goods": _on_shelves()})


@require_safe
@_lets_the_bubble_in
@_on_the_shops_origin
def product(request: HttpRequest, sku: str) -> HttpResponse:
    shown = _on_shelves()
    chosen = [good for good in shown if good.sku == sku.upper()]
    if not chosen:
        raise Http404
    others = [good for good in shown if good not in chosen]
    return _page(request, "demo/shop_product.html", {"good": chosen[0], "goods": others})


def goods() -> list[Good]:
    return [
        Good(sku, *_TOLD[sku], price=Decimal(minor) / 100) for sku, (_name, minor) in GOODS.items()
    ]


def _on_shelves() -> list[Good]:
    shop = Shop.objects.filter(key=KEY).first()
    if shop is None:
        return goods()
    with within(shop):
        shelves = {each.code: each for each in DemoProduct.objects.filter(shop=shop)}
    return [replace(good, shelf=shelves.get(SHELVES[good.sku].code)) for good in goods()]


def tries() -> list[tuple[Seed, str | Promise]]:
    """The demo orders worth trying, each with what it shows."""
    return [(seed, _TRY[seed.number]) for seed in SEEDS if seed.number in _TRY]


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else "en"


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    base = {
        "help_url": settings.PUBLIC_URL,
        "shop_key": KEY,
        "language": _language(request),
        "languages": LANGUAGES,
        "path": request.path,
        "tries": tries(),
    }
    return HttpResponse(render_to_string(template, base | context))
