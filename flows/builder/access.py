"""Who may open which flow: another shop's is not there, and a role's limits are said aloud."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from flows.models import Flow
from selfservice.tenancy.middleware import StaffRequest
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.roles import Action, allows


def may(request: HttpRequest, action: Action) -> bool:
    return allows(cast(StaffRequest, request).role, action)


def need(request: HttpRequest, action: Action) -> None:
    if not may(request, action):
        raise PermissionDenied


def opened(request: HttpRequest, pk: int, action: Action) -> Flow:
    """The scope of the request hides what belongs to other shops."""
    flow = get_object_or_404(Flow.objects.select_related("shop", "live"), pk=pk)
    need(request, action)
    return flow


def shop_of(request: HttpRequest) -> Shop:
    shop = cast(StaffRequest, request).shop
    if shop is None:
        raise PermissionDenied
    return shop


def author_of(request: HttpRequest) -> User:
    return cast(StaffRequest, request).user
