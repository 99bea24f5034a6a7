"""The shopper's addresses: the loader, the help page and the API."""

from __future__ import annotations

from django.urls import include, path

from flows import bubble

urlpatterns = [
    path("bubble.js", bubble.evergreen, name="bubble"),
    path("bubble/<slug:key>.js", bubble.baked, name="bubble-baked"),
    path("bubble-<slug:wanted>.js", bubble.pinned, name="bubble-pinned"),
    path("help/", include("flows.page.urls")),
    path("api/", include("flows.api.urls")),
]
