"""The one place the present instant is read, so that tests and replays can set it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The instant in UTC."""
    return timezone.now()
