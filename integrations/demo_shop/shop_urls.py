"""The addresses of the demo's e-shop."""

from __future__ import annotations

from django.urls import path

from integrations.demo_shop import storefront

app_name = "demo"
urlpatterns = [
    path("", storefront.front, name="front"),
    path("product/<slug:sku>/", storefront.product, name="product"),
]
