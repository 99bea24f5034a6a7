"""The admin's page about signed-in customers: makes the secret, shows it once, ends it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from selfservice.privacy import audit
from selfservice.tenancy.access import need, person_of, shop_of
from selfservice.tenancy.framing import framed
from selfservice.tenancy.identity import renew, stop, takes_identities
from selfservice.tenancy.models import Shop
from selfservice.tenancy.roles import Action


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def identity_page(request: HttpRequest) -> HttpResponse:
    need(request, Action.EDIT_SHOP)
    shop, person = shop_of(request), person_of(request)
    if request.method != "POST":
        return _page(request, shop)
    if request.POST.get("do") == "stop":
        stop(shop)
        audit.record(shop, person, "shop.identity_stopped", shop)
        messages.success(request, _("Signed identities are not taken any more."))
        return redirect("admin:shop_identity")
    secret = renew(shop)
    audit.record(shop, person, "shop.identity_renewed", shop)
    return _page(request, shop, secret)


def _page(request: HttpRequest, shop: Shop, secret: str = "") -> HttpResponse:
    address = f"{settings.PUBLIC_URL}/bubble/{shop.key}.js"
    on = takes_identities(shop)
    context = {"shop": shop, "on": on, "secret": secret, "address": address}
    return framed(request, "admin/identity.html", _("Signed-in customers"), context)
