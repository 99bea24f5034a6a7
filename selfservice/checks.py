"""What `check --deploy` says about an installation that the public will reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info
from django.db import DatabaseError, connection

from selfservice.environment import MAIL_SERVER


def deployment(
    app_configs: Sequence[AppConfig] | None = None, **_options: Any
) -> Iterable[CheckMessage]:
    """Every finding; errors and warnings mean that it must not go public like this."""
    return [
        *_address(),
        *_demo(),
        *_database(),
        *_shop_origins(),
        *_uploads(),
        *_targets(),
        *_mail(),
        *_hosts(),
        *_failpoint(),
    ]


def _address() -> list[CheckMessage]:
    if settings.HTTPS:
        return []
    hint = "Set PUBLIC_URL to the https address shoppers reach."
    return [Error("PUBLIC_URL is not https.", hint=hint, id="selfservice.E001")]


def _demo() -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    hint = "Leave DEMO out: it prints passwords and shows a mailbox."
    return [Error("DEMO is on.", hint=hint, id="selfservice.E002")]


def _database() -> list[CheckMessage]:
    if connection.vendor != "sqlite":
        return []
    hint = "Set DATABASE_URL to PostgreSQL for more than one machine or a busy shop."
    return [Info("The database is SQLite.", hint=hint, id="selfservice.I001")]


def _shop_origins() -> list[CheckMessage]:
    """The bubble's frame is kept apart from the shop's page only by being another origin."""
    hint = "Serve PUBLIC_URL from a host of its own, such as https://help.example.com."
    return [
        Error(
            f"PUBLIC_URL is also an address of the shop {key!r}.", hint=hint, id="selfservice.E003"
        )
        for key, origins in _known_origins()
        if settings.PUBLIC_URL.lower() in {origin.rstrip("/").lower() for origin in origins}
    ]


def _uploads() -> list[CheckMessage]:
    """Collected static files are served to everybody."""
    if not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT):
        return []
    hint = "Leave MEDIA_ROOT out, or keep uploads in a folder of their own."
    return [Error("MEDIA_ROOT lies within STATIC_ROOT.", hint=hint, id="selfservice.E004")]


def _targets() -> list[CheckMessage]:
    """Addresses are entered by shops' owners, and the machine's own network is not theirs."""
    if not settings.ALLOW_PRIVATE_TARGETS:
        return []
    hint = "Leave ALLOW_PRIVATE_TARGETS out: it opens the private network to whoever enters one."
    return [Error("Connectors may call private addresses.", hint=hint, id="selfservice.E005")]


def _mail() -> list[CheckMessage]:
    """Shoppers prove with codes, and people join by invitations, that come by mail."""
    if settings.DEMO or settings.EMAIL_BACKEND == MAIL_SERVER:
        return []
    hint = "Set EMAIL_URL to your mail server: smtp+tls://USER:PASSWORD@HOST:587."
    return [Error("No mail would reach anybody.", hint=hint, id="selfservice.E006")]


def _hosts() -> list[CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    hint = "Name the hosts; the one of PUBLIC_URL is always allowed."
    return [Error("ALLOWED_HOSTS allows every host.", hint=hint, id="selfservice.E007")]


def _failpoint() -> list[CheckMessage]:
    if not settings.FAILPOINT:
        return []
    hint = "Leave FAILPOINT out: it kills the process, for the crash tests."
    return [Error("FAILPOINT is set.", hint=hint, id="selfservice.E008")]


def _known_origins() -> list[tuple[str, list[str]]]:
    """Nothing when there is no database yet: the check runs before the first migration too."""
    try:
        return list(apps.get_model("tenancy", "Shop").objects.values_list("key", "origins"))
    except DatabaseError:
        return []
