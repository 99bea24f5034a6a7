"""The addresses that exist only in a demo."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("demo/mail/", include("integrations.demo_shop.urls"))]
