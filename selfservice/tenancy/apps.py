"""Names the tenancy application."""

from __future__ import annotations

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "selfservice.tenancy"
    label = "tenancy"
    verbose_name = "Shops and people"
