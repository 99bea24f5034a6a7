"""Names the project application, which owns the commands that run the whole installation."""

from __future__ import annotations

from django.apps import AppConfig


class SelfserviceConfig(AppConfig):
    name = "selfservice"
    label = "selfservice"
