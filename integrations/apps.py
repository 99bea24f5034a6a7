"""Names the integrations application."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from integrations.failpoints import POINTS


class IntegrationsConfig(AppConfig):
    name = "integrations"
    verbose_name = _("Connections and deliveries")

    def ready(self) -> None:
        if settings.FAILPOINT and settings.FAILPOINT not in POINTS:
            raise ImproperlyConfigured(
                f"FAILPOINT is {settings.FAILPOINT!r}: leave it out, "
                f"or write one of {', '.join(sorted(POINTS))}."
            )
