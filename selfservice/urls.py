"""Every address of the installation."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from selfservice import health

urlpatterns = [
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
]
