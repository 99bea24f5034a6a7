"""News that travels up: receivers must be idempotent, the sweep repeats what was missed."""

from __future__ import annotations

from django.dispatch import Signal

delivery_settled = Signal()  # delivery: Delivery, in any terminal state or stuck
