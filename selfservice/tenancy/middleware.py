"""Puts a signed-in member's requests inside the scope and time zone of the shop they chose."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from selfservice.tenancy.models import Role, Shop, User
from selfservice.tenancy.roles import role_of
from selfservice.tenancy.scope import within

GetResponse = Callable[[HttpRequest], HttpResponse]
CHOSEN = "shop"  # the place in the Django session where the choice is kept


class StaffRequest(HttpRequest):
    """A request below /admin/, as views and admins there see it."""

    user: User
    shop: Shop | None
    role: Role | None


def shops_of(user: User) -> QuerySet[Shop]:
    """The shops a person may choose, in the order the switcher lists them."""
    shops = Shop.objects.order_by("name", "pk")
    return shops if user.is_superuser else shops.filter(member__user=user)


def current_shop(request: HttpRequest) -> Shop | None:
    """The chosen shop, if the person still belongs to it; otherwise their first."""
    if not isinstance(request.user, User):
        return None
    shops = shops_of(request.user)
    return shops.filter(key=request.session.get(CHOSEN)).first() or shops.first()


class ShopScopeMiddleware:
    """Acts below /admin/ alone: public addresses name their shop, and have no Django session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(reverse("admin:index")):
            return self.get_response(request)
        shop = current_shop(request)
        request.shop = shop  # type: ignore[attr-defined]
        request.role = role_of(request.user, shop) if shop else None  # type: ignore[attr-defined]
        if shop is not None:
            with within(shop), timezone.override(ZoneInfo(shop.time_zone)):
                return self.get_response(request)
        if _needs_a_shop(request):
            return render(request, "admin/no_shop.html", status=403)
        return self.get_response(request)


def _needs_a_shop(request: HttpRequest) -> bool:
    """A superuser may start the first shop; anybody may sign in or out."""
    if not request.user.is_authenticated or request.user.is_superuser:
        return False
    return request.path_info != reverse("admin:logout")
