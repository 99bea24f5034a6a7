"""Starts a shop from the command line."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from selfservice.environment import MAIL_SERVER
from selfservice.tenancy.countries import COUNTRIES
from selfservice.tenancy.start_form import StartShopForm
from selfservice.tenancy.starting import start_shop


class Command(BaseCommand):
    help = "Makes a shop with its starting flows, and invites its owner by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="as shoppers know it")
        parser.add_argument("--owner-email", required=True, help="where the invitation goes")
        parser.add_argument("--country", required=True, choices=sorted(COUNTRIES))

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO:
            raise CommandError("DEMO=1 is for the demo shop alone: start yours without DEMO.")
        form = StartShopForm(options)
        if not form.is_valid():
            raise CommandError(_faults(form))
        started = start_shop(**form.cleaned_data)
        shop = started.shop
        self.stdout.write(f"Started {shop.name}; its key is {shop.key}.")
        self.stdout.write(f"It speaks {', '.join(shop.languages)} and sells in {shop.currency}.")
        if started.trouble:
            self.stdout.write(f"The owner's invitation did not leave. {started.trouble}")
            self.stdout.write(f"Pass this link on, good once and for seven days: {started.link}")
            self.stdout.write("Or choose Send again among the invitations in the admin.")
        elif settings.EMAIL_BACKEND != MAIL_SERVER:
            self.stdout.write(f"No mail server is set. The owner's invitation: {started.link}")


def _faults(form: StartShopForm) -> str:
    return "\n".join(
        f"--{name.replace('_', '-')}: {' '.join(map(str, faults))}"
        for name, faults in form.errors.items()
    )
