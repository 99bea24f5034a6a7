"""Names the demo_shop application."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoShopConfig(AppConfig):
    name = "integrations.demo_shop"
    label = "demo_shop"
    verbose_name = _("Demo shop")
