"""The models of integrations, by subject."""

from __future__ import annotations

from integrations.models.connections import Autonomy, Connection, Setting
from integrations.models.deliveries import (
    FAILED,
    NOTHING_HAPPENED,
    SETTLED,
    TERMINAL,
    Attempt,
    Delivery,
    State,
)
from integrations.models.sheets import SheetRow

__all__ = [
    "FAILED",
    "NOTHING_HAPPENED",
    "SETTLED",
    "TERMINAL",
    "Attempt",
    "Autonomy",
    "Connection",
    "Delivery",
    "Setting",
    "SheetRow",
    "State",
]
