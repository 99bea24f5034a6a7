"""The addresses that people who are not signed in yet may open, and one that nobody may."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from selfservice.tenancy import forgotten
from selfservice.tenancy.joining import join_shop


def closed(request: HttpRequest, place: str) -> HttpResponse:
    """Django's "view on site" finds any row of any shop by its number; nothing here needs it."""
    raise Http404


urlpatterns = [
    path("admin/r/<path:place>", closed),
    path("join/<str:secret>/", join_shop, name="join"),
    path("password/", forgotten.Ask.as_view(), name="admin_password_reset"),
    path("password/sent/", forgotten.Sent.as_view(), name="password_reset_done"),
    path("password/<uidb64>/<token>/", forgotten.Choose.as_view(), name="password_reset_confirm"),
    path("password/set/", forgotten.Chosen.as_view(), name="password_reset_complete"),
]
