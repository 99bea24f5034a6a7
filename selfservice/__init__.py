"""The project: settings, addresses, and the Celery application that Django starts with."""

from __future__ import annotations

from selfservice.celery import app as celery_app

__all__ = ["celery_app"]
