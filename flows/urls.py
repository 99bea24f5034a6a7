"""The shopper's addresses: the loader, the help page and the API."""

from __future__ import annotations

from django.urls import include, path

from flows import bubble
from flows.throttle import limited

urlpatterns = [
    path("bubble.js", limited(bubble.evergreen), name="bubble"),
    path("bubble/<slug:key>.js", limited(bubble.baked), name="bubble-baked"),
    path("bubble-<slug:wanted>.js", limited(bubble.pinned), name="bubble-pinned"),
    path("help/", include("flows.page.urls")),
    path("api/", include("flows.api.urls")),
]
