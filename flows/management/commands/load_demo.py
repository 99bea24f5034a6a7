"""Makes the demo shop, or brings it back to its beginning."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from flows.demo import PASSWORDS, PEOPLE, clear_shop, kept_passwords, load_shop


class Command(BaseCommand):
    help = "Makes the demo shop; a second run keeps what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="throw its data away first")

    def handle(self, *, reset: bool, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo shop is only for trying things: set DEMO=1 to load it.")
        if reset:
            clear_shop()
        shop = load_shop()
        self.stdout.write(f"The demo shop is ready: {settings.PUBLIC_URL}/help/{shop.key}/")
        passwords = kept_passwords(settings.VAR_DIR / PASSWORDS)
        for email, role in PEOPLE.items():
            self.stdout.write(f"  {role.label}: {email}  password: {passwords[email]}")
