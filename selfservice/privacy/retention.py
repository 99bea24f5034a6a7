"""Removes what was kept for as long as its declaration says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from selfservice.clock import now
from selfservice.privacy import audit
from selfservice.privacy.declaration import LIFETIMES, Declaration
from selfservice.privacy.models import AuditEvent
from selfservice.privacy.signals import overdue_removed
from selfservice.tenancy import leaving
from selfservice.tenancy.models import User
from selfservice.tenancy.scope import across_shops

BATCH = 500  # rows a transaction, so that shoppers never wait for long
Rows = models.QuerySet[models.Model]

# Those that may not simply be deleted: what removes them, given the time before which they began.
OWN_WAYS: Mapping[type[models.Model], Callable[[datetime], int]] = {
    AuditEvent: audit.shorten,
    User: leaving.remove_overdue,
}


def remove_overdue() -> dict[str, int]:
    """How many rows went, by model; what belongs to such a row goes with it."""
    with across_shops():
        removed = {model._meta.label: _remove_overdue(model) for model in _mortal()}
        overdue_removed.send(sender=None)
    return removed


def _mortal() -> list[type[models.Model]]:
    """The models whose rows have a lifetime of their own."""
    declared = ((model, getattr(model, "privacy", None)) for model in apps.get_models())
    return [model for model, each in declared if isinstance(each, Declaration) and each.since]


def _remove_overdue(model: Any) -> int:
    declared: Declaration = model.privacy
    before = now() - LIFETIMES[declared.keep]
    if model in OWN_WAYS:
        return OWN_WAYS[model](before)
    old = {f"{declared.since}__lt": before}
    return _remove(model._default_manager.filter(**old, **declared.over))


def _remove(rows: Rows) -> int:
    removed = 0
    while batch := list(rows.values_list("pk", flat=True)[:BATCH]):
        rows.model._default_manager.filter(pk__in=batch).delete()
        removed += len(batch)
    return removed
