"""The addresses of the demo's mailbox."""

from __future__ import annotations

from django.urls import path

from integrations.demo_shop import views

app_name = "demo_mail"
urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<uuid:mail_id>/", views.mail, name="mail"),
]
