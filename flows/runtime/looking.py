"""Look-ups within budgets, so that nobody can guess their way to a stranger's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from integrations import lookups
from selfservice.privacy.budgets import give_back, spend
from selfservice.tenancy.models import Shop

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Which argument, tries, window. Only tries that found nothing are spent.
BUDGETS = (("contact", 5, HOUR), ("contact", 10, DAY), ("number", 10, DAY))


def looked_up(shop: Shop, read: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Outcome, facts, personal and subject; `failed` when a budget is spent, whatever is asked."""
    taken: list[tuple[str, str]] = []
    for argument, limit, window in BUDGETS:
        name = f"look-up {argument} {window}"
        given = lookups.as_compared(argument, str(arguments.get(argument, "")))
        subject = f"{shop.pk} {read} {given}"
        if not spend(name, subject, limit, window):
            return {"outcome": "failed", "facts": {}, "personal": {}, "subject": ""}
        taken.append((name, subject))
    found = lookups.look_up(shop, read, dict(arguments))
    if found.outcome != "missing":
        for name, subject in taken:
            give_back(name, subject)
    return asdict(found)
