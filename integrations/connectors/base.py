"""What every connector is: a connection given code, with the promises the deliveries rely on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from integrations.capabilities import Idempotency
from integrations.models import Connection


class NoSettings(forms.Form):
    """For connectors that need none."""


class Connector:
    """Its methods are those of `integrations.capabilities` that its vendor can do, no others."""

    label: ClassVar[str | Promise]
    settings_form: ClassVar[type[forms.Form]] = NoSettings
    secrets: ClassVar[frozenset[str]] = frozenset()  # names of fields that are sealed
    local: ClassVar[bool] = False  # answers from our own database: needs no deadline
    # How long the vendor may take to finish a call that we stopped waiting for.
    quarantine: timedelta = timedelta(seconds=120)
    idempotency: Idempotency = "none"

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @classmethod
    def take(cls, connection: Connection, given: Mapping[str, Any]) -> str:
        """Puts what the settings form gave into the connection, which is saved afterwards. An
        empty secret keeps the stored one. Returns what the owner is told once, and never again."""
        for name, value in given.items():
            if name not in cls.secrets:
                connection.settings = {**connection.settings, name: value}
            elif value:
                connection.secrets = {**connection.secrets, name: value}
        return ""
