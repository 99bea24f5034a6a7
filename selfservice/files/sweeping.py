"""Finds content in the storage whose row never came, or went without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import default_storage

from selfservice.clock import now
from selfservice.files import storing
from selfservice.files.models import File

AFTER = timedelta(hours=24)


def remove_stray() -> int:
    """How many went; younger ones may still get their row. Call it across shops."""
    removed = 0
    for folder in _folders():
        known = set(
            File.objects.filter(path__startswith=f"{folder}/").values_list("path", flat=True)
        )
        for path in _stored(folder):
            if path not in known and _is_old(path):
                storing.drop(path)
                removed += 1
    return removed


def _folders() -> list[str]:
    try:
        return default_storage.listdir("")[0]
    except FileNotFoundError:  # nothing was ever stored
        return []


def _stored(folder: str) -> Iterator[str]:
    return (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])


def _is_old(path: str) -> bool:
    with suppress(FileNotFoundError):  # gone meanwhile
        return default_storage.get_modified_time(path) < now() - AFTER
    return False
