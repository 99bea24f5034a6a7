"""What every page here needs: the shop and the role's rights in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from selfservice.tenancy import framing
from selfservice.tenancy.access import may, need, shop_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.roles import Action


def shop_for(request: HttpRequest, action: Action) -> Shop:
    """The shop the request is about, if the role may do the action there."""
    need(request, action)
    return shop_of(request)


def framed(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    around = {"may_edit": may(request, Action.EDIT_PHRASES)}
    return framing.framed(request, template, title, {**around, **context}, status)
