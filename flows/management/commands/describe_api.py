"""Writes the API's OpenAPI document anew; needs what development installs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from flows.api.description.document import text
from flows.api.documents import SCHEMA


class Command(BaseCommand):
    help = "Write flows/api/openapi.json from the API's code."

    def handle(self, *_args: Any, **_options: Any) -> None:
        SCHEMA.write_text(text())
        self.stdout.write(f"{SCHEMA.relative_to(settings.BASE_DIR)} is written.")
