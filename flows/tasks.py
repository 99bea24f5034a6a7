"""What the scheduler starts: thinning out drafts, and telling the classifier what it missed."""

from __future__ import annotations

from celery import shared_task

from flows.drafting import thin_out
from flows.models import Flow
from flows.teaching import catch_up
from selfservice.tenancy.scope import across_shops


@shared_task(name="flows.thin_out", ignore_result=True)  # type: ignore[untyped-decorator]
def thin_out_drafts() -> None:
    with across_shops():
        for flow in Flow.objects.all():
            thin_out(flow)


@shared_task(name="flows.catch_up", ignore_result=True)  # type: ignore[untyped-decorator]
def tell_again(every: bool = False) -> None:
    catch_up(every)
