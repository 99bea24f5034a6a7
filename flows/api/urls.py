"""Addresses of the API."""

from __future__ import annotations

from django.urls import path

from flows.api import documents, files, own, questions, views
from flows.throttle import limited

urlpatterns = [
    path("schema/", limited(documents.schema), name="api-schema"),
    path("docs/", limited(documents.docs), name="api-docs"),
    path("v1/shops/<slug:key>/sessions/", views.Start.as_view(), name="api-start"),
    path("v1/session/", views.Resume.as_view(), name="api-session"),
    path("v1/session/answers/", views.Answers.as_view(), name="api-answers"),
    path("v1/session/files/", files.Files.as_view(), name="api-files"),
    path("v1/session/questions/", questions.Questions.as_view(), name="api-questions"),
    path("v1/session/links/", own.Links.as_view(), name="api-links"),
    path("v1/session/rating/", own.Ratings.as_view(), name="api-rating"),
    path("v1/session/data/", own.Data.as_view(), name="api-data"),
    path("v1/session/back/", views.Back.as_view(), name="api-back"),
]
