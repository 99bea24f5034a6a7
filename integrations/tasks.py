"""The task that a ring starts."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from integrations.delivery.carrying_out import carry_out
from integrations.doorbell import TASK


@shared_task(name=TASK, ignore_result=True)  # type: ignore[untyped-decorator]
def deliver(delivery_id: str) -> None:
    carry_out(UUID(delivery_id))
