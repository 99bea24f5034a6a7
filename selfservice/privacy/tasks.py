"""The daily task that removes what was kept long enough."""

from __future__ import annotations

from celery import shared_task

from selfservice.privacy.retention import remove_overdue


@shared_task(name="privacy.retention", ignore_result=True)  # type: ignore[untyped-decorator]
def retention() -> None:
    remove_overdue()
