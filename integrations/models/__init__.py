"""The models of integrations, by subject."""

from __future__ import annotations

from integrations.models.connections import Autonomy, Connection, Setting
from integrations.models.deliveries import SETTLED, TERMINAL, Attempt, Delivery, State

__all__ = [
    "SETTLED",
    "TERMINAL",
    "Attempt",
    "Autonomy",
    "Connection",
    "Delivery",
    "Setting",
    "State",
]
