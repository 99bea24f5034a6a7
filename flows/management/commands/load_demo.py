"""Makes the demo shop, or brings it back to its beginning."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from flows.demo import KEY, PASSWORDS, PEOPLE, clear_shop, kept_passwords, load_shop
from selfservice.tenancy.models import Shop


class Command(BaseCommand):
    help = "Makes the demo shop; a second run keeps what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="throw its data away first")

    def handle(self, *, reset: bool, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo shop is only for trying things: set DEMO=1 to load it.")
        if other := Shop.objects.exclude(key=KEY).first():
            raise CommandError(
                f"DEMO=1 prints passwords, and the database holds the shop {other.name!r}: start "
                "without DEMO, or give the demo a VAR_DIR and a DATABASE_URL of its own."
            )
        if reset:
            clear_shop()
        shop = load_shop()
        self.stdout.write(f"The demo shop is ready: {settings.PUBLIC_URL}/help/{shop.key}/")
        passwords = kept_passwords(settings.VAR_DIR / PASSWORDS)
        for email, role in PEOPLE.items():
            self.stdout.write(f"  {role.label}: {email}  password: {passwords[email]}")
