"""Starts a shop from the command line."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from selfservice.environment import MAIL_SERVER
from selfservice.tenancy.countries import COUNTRIES
from selfservice.tenancy.starting import start_shop


class Command(BaseCommand):
    help = "Makes a shop with its starting flows, and invites its owner by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="as shoppers know it")
        parser.add_argument("--owner-email", required=True, help="where the invitation goes")
        parser.add_argument("--country", default="CZ", choices=sorted(COUNTRIES))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["owner_email"])
        except ValidationError as error:
            raise CommandError("--owner-email is not an e-mail address.") from error
        started = start_shop(options["name"], options["country"], options["owner_email"])
        self.stdout.write(f"Started {started.shop.name}; its key is {started.shop.key}.")
        if started.trouble:
            self.stdout.write(f"The owner's invitation did not leave. {started.trouble}")
            self.stdout.write(f"Pass this link on, good once and for seven days: {started.link}")
            self.stdout.write("Or choose Send again among the invitations in the admin.")
        elif settings.EMAIL_BACKEND != MAIL_SERVER:
            self.stdout.write(f"No mail server is set. The owner's invitation: {started.link}")
