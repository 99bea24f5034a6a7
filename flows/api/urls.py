"""Addresses of the API."""

from __future__ import annotations

from django.urls import path

from flows.api import views

urlpatterns = [
    path("v1/shops/<slug:key>/sessions/", views.Start.as_view(), name="api-start"),
    path("v1/session/", views.Resume.as_view(), name="api-session"),
    path("v1/session/answers/", views.Answers.as_view(), name="api-answers"),
    path("v1/session/back/", views.Back.as_view(), name="api-back"),
]
