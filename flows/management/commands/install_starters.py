"""Gives a shop the ready-made flows it does not have yet."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.ready_made import available, install
from selfservice.tenancy.models import Shop


class Command(BaseCommand):
    help = "Gives a shop the ready-made flows it does not have yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        keys = [each.key for each in available()]
        parser.add_argument("--shop", required=True, metavar="KEY", help="the shop's key")
        parser.add_argument("--publish", action="store_true", help="publish them too")
        parser.add_argument("flow", nargs="*", choices=[*keys, []], help="all by default")

    def handle(self, *, shop: str, publish: bool, flow: list[str], **_options: Any) -> None:
        found = Shop.objects.filter(key=shop).first()
        if found is None:
            raise CommandError(f"No shop has the key {shop!r}. Look it up in the admin.")
        for each in install(found, flow or None, publish=publish):
            state = "published" if each.live_id else "draft"
            self.stdout.write(f"{each.key}: {state}")
