"""Removes what was kept for as long as its declaration says."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from selfservice.clock import now
from selfservice.privacy.declaration import LIFETIMES, Declaration
from selfservice.tenancy.scope import across_shops

BATCH = 500  # rows a transaction, so that shoppers never wait for long
Rows = models.QuerySet[models.Model]


def remove_overdue() -> dict[str, int]:
    """How many rows went, by model; what belongs to such a row goes with it."""
    with across_shops():
        return {rows.model._meta.label: _remove(rows) for rows in _overdue()}


def _overdue() -> Iterator[Rows]:
    """The rows of each model with a lifetime that have outlived it."""
    for model in apps.get_models():
        declared = getattr(model, "privacy", None)
        if isinstance(declared, Declaration) and declared.since:
            before = now() - LIFETIMES[declared.keep]
            yield model._default_manager.filter(**{f"{declared.since}__lt": before})


def _remove(rows: Rows) -> int:
    removed = 0
    while batch := list(rows.values_list("pk", flat=True)[:BATCH]):
        rows.model._default_manager.filter(pk__in=batch).delete()
        removed += len(batch)
    return removed
