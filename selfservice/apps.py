"""Names the project application, which owns the commands that run the whole installation."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks

from selfservice.checks import deployment


class SelfserviceConfig(AppConfig):
    name = "selfservice"
    label = "selfservice"

    def ready(self) -> None:
        checks.register(deployment, checks.Tags.security, deploy=True)
