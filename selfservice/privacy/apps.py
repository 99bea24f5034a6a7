"""Names the privacy application."""

from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "selfservice.privacy"
    label = "privacy"
    verbose_name = "Privacy"
