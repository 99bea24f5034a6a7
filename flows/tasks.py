"""The daily task on drafts."""

from __future__ import annotations

from celery import shared_task

from flows.drafting import thin_out
from flows.models import Flow
from selfservice.tenancy.scope import across_shops


@shared_task(name="flows.thin_out", ignore_result=True)  # type: ignore[untyped-decorator]
def thin_out_drafts() -> None:
    with across_shops():
        for flow in Flow.objects.all():
            thin_out(flow)
