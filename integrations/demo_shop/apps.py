"""Names the demo_shop application."""

from __future__ import annotations

from django.apps import AppConfig


class DemoShopConfig(AppConfig):
    name = "integrations.demo_shop"
    label = "demo_shop"
    verbose_name = "Demo shop"
