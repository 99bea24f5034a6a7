"""The help page's addresses."""

from __future__ import annotations

from django.urls import path

from flows.page import resuming, views
from flows.page.ticket import pages as ticket_pages

app_name = "help"
urlpatterns = [
    # Before the shops' own addresses: no shop has so short a key.
    path("t/<str:secret>/", ticket_pages.ticket_page, name="ticket"),
    path("t/<str:secret>/files/<uuid:file_id>/", ticket_pages.ticket_file, name="ticket-file"),
    path("r/<str:secret>/", resuming.resume_page, name="resume"),
    path("<slug:key>/", views.help_page, name="home"),
    path("<slug:key>/privacy/", views.privacy_page, name="privacy"),
    path("<slug:key>/<slug:flow>/", views.help_page, name="flow"),
]
