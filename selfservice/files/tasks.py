"""The nightly task that removes what nobody needs any more."""

from __future__ import annotations

from celery import shared_task

from selfservice.files.keeping import release_forgotten, remove_abandoned
from selfservice.files.sweeping import remove_stray
from selfservice.tenancy.scope import across_shops


@shared_task(name="files.sweep", ignore_result=True)  # type: ignore[untyped-decorator]
def sweep() -> None:
    with across_shops():
        release_forgotten()
        remove_abandoned()
        remove_stray()
