"""The addresses that a demo installation adds for its e-shop."""

from __future__ import annotations

from django.urls import include, path

from selfservice import urls

urlpatterns = [
    *urls.urlpatterns,
    path("demo/mail/", include("integrations.demo_shop.urls")),
    path("demo/", include("integrations.demo_shop.shop_urls")),
]
