"""Look-ups within budgets: nobody guesses their way to a stranger's order, or copies a shop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from integrations import lookups
from selfservice.privacy.budgets import give_back, spend
from selfservice.tenancy.models import Shop


class Budget(NamedTuple):
    """Tries in a window, per value of an argument, `session`, or the whole shop."""

    per: str
    tries: int
    window: timedelta
    misses_only: bool = True


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUDGETS: Mapping[str, tuple[Budget, ...]] = {
    "order": (
        Budget("session", 10, HOUR),  # of whoever tries other numbers with other contacts
        *(Budget("contact", 5, HOUR), Budget("contact", 10, DAY), Budget("number", 10, DAY)),
    ),
    # Everybody may ask; what counts is how often a shop's system is asked, whatever it finds.
    "product": (Budget("session", 20, HOUR, False), Budget("shop", 1200, HOUR, False)),
}


def looked_up(
    shop: Shop, read: str, arguments: Mapping[str, Any], session: UUID | None = None
) -> dict[str, Any]:
    """Outcome, facts, personal and subject; `failed` when a budget is spent, whatever is asked."""
    taken: list[tuple[str, str]] = []
    for name, subject, budget in _spendings(shop, read, arguments, session):
        if not spend(name, subject, budget.tries, budget.window):
            return {"outcome": "failed", "facts": {}, "personal": {}, "subject": ""}
        if budget.misses_only:
            taken.append((name, subject))
    found = lookups.look_up(shop, read, dict(arguments))
    if found.outcome != "missing":
        for name, subject in taken:
            give_back(name, subject)
    return asdict(found)


def _spendings(
    shop: Shop, read: str, arguments: Mapping[str, Any], session: UUID | None
) -> Iterator[tuple[str, str, Budget]]:
    for budget in BUDGETS[read]:
        given = {"session": str(session), "shop": ""}.get(budget.per)
        if given is None:
            given = lookups.as_compared(budget.per, str(arguments.get(budget.per, "")))
        name = f"look-up {budget.per} {budget.window}"
        yield name, f"{shop.pk} {read} {given}", budget
