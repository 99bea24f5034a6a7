"""The help page's addresses."""

from __future__ import annotations

from django.urls import path

from flows.page import views

app_name = "help"
urlpatterns = [
    path("<slug:key>/", views.help_page, name="home"),
    path("<slug:key>/privacy/", views.privacy_page, name="privacy"),
    path("<slug:key>/<slug:flow>/", views.help_page, name="flow"),
]
