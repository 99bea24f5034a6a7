"""Rings for deliveries; a ring that is lost is repeated by the relay."""

from __future__ import annotations

from uuid import UUID

from selfservice import doorbell
from selfservice.doorbell import Ring

TASK = "integrations.deliver"
EXPIRES_SECONDS = 60  # the relay rings again long before


def ring(delivery_id: UUID) -> None:
    """Never waits and never raises."""
    doorbell.ring(_for(delivery_id))


def publish(delivery_id: UUID) -> bool:
    """Sends the message now; False if the broker cannot be reached within its short budget."""
    return doorbell.publish(_for(delivery_id))


def _for(delivery_id: UUID) -> Ring:
    return Ring(TASK, str(delivery_id), EXPIRES_SECONDS)
