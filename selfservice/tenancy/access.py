"""Who asks for a page of the admin: the person, the shop, and what the role allows there."""

from __future__ import annotations

from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from selfservice.tenancy.middleware import StaffRequest
from selfservice.tenancy.models import Role, Shop, User
from selfservice.tenancy.roles import Action, allows


def shop_in(request: HttpRequest) -> Shop | None:
    """The shop that the person chose; None where nobody has signed in, or there is none yet."""
    shop: Shop | None = getattr(request, "shop", None)
    return shop


def role_in(request: HttpRequest) -> Role | None:
    role: Role | None = getattr(request, "role", None)
    return role


def may(request: HttpRequest, action: Action) -> bool:
    return allows(cast(StaffRequest, request).role, action)


def need(request: HttpRequest, action: Action) -> None:
    """Raises PermissionDenied, which answers 403."""
    if not may(request, action):
        raise PermissionDenied


def shop_of(request: HttpRequest) -> Shop:
    """Raises PermissionDenied where no shop is chosen, as before a superuser's first one."""
    shop = cast(StaffRequest, request).shop
    if shop is None:
        raise PermissionDenied
    return shop


def person_of(request: HttpRequest) -> User:
    return cast(StaffRequest, request).user
