"""Removes at once what the daily task would remove."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from selfservice.privacy.retention import remove_overdue


class Command(BaseCommand):
    help = "Removes the rows that were kept for as long as their declaration says."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for label, removed in remove_overdue().items():
            self.stdout.write(f"{label}: {removed} removed")
