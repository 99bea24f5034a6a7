"""The addresses that people who are not signed in yet may open."""

from __future__ import annotations

from django.urls import path

from selfservice.tenancy.joining import join_shop

urlpatterns = [
    path("join/<str:secret>/", join_shop, name="join"),
]
