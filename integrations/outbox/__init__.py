"""The outbox: what a flow or a person asks for becomes a durable delivery here."""

from integrations.outbox.putting import (
    KeyReused,
    deliveries_of,
    desk_of,
    hand_over,
    put,
    put_through,
    ring_after_commit,
)
from integrations.outbox.request import TICKET, Request
from integrations.outbox.rows import usual_autonomy

__all__ = [
    "TICKET",
    "KeyReused",
    "Request",
    "deliveries_of",
    "desk_of",
    "hand_over",
    "put",
    "put_through",
    "ring_after_commit",
    "usual_autonomy",
]
