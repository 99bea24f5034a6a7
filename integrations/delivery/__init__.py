"""Carrying out what the outbox accepted, whatever happens to a worker or to a vendor."""

from integrations.delivery.carrying_out import carry_out

__all__ = ["carry_out"]
