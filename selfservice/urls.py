"""Every address of the installation."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from flows.throttle import limited
from selfservice import health

handler400 = "flows.unreadable.unreadable"
urlpatterns = [
    path("", limited(RedirectView.as_view(url="/demo/" if settings.DEMO else "/admin/"))),
    path("", include("flows.urls")),
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("", include("selfservice.tenancy.urls")),  # before the admin, one page of which it shuts
    path("admin/", admin.site.urls),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/mail/", include("integrations.demo_shop.urls")),
        path("demo/", include("integrations.demo_shop.shop_urls")),
    ]
