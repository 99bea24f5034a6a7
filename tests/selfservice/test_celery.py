"""What the scheduler asks for is there."""

from __future__ import annotations

from django.conf import settings

from selfservice.celery import app


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    asked = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert asked
    assert asked <= set(app.tasks)
