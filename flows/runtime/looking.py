"""Look-ups within budgets: nobody guesses their way to a stranger's order, or copies a shop.

Why these, and what follows when one is spent, is in `docs/limits.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings

from integrations import lookups
from selfservice.privacy import pacing
from selfservice.privacy.budgets import give_all_back, spend
from selfservice.tenancy.models import Shop


class Budget(NamedTuple):
    """Tries in a window, per value of an argument, `session`, `network`, or the whole shop.

    Once it is spent the look-up fails, or its result is held until a code proves who asks: what
    a stranger can spend must never shut somebody else out.
    """

    per: str
    tries: int
    window: timedelta
    misses_only: bool = True
    holds: bool = False


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUDGETS: Mapping[str, tuple[Budget, ...]] = {
    "order": (
        Budget("session", 10, HOUR),  # of whoever tries other numbers with other contacts
        Budget("network", 60, HOUR, holds=True),
        Budget("contact", 5, HOUR, holds=True),
        Budget("contact", 10, DAY, holds=True),
        Budget("number", 10, DAY, holds=True),
        Budget("shop", 200, HOUR, holds=True),
    ),
    # Everybody may ask; what counts is how often a shop's system is asked, whatever it finds.
    "product": (Budget("session", 20, HOUR, False), Budget("shop", 1200, HOUR, False)),
}
_OF_WHO_ASKS = {"session", "network"}
FAILED: Mapping[str, Any] = {"outcome": "failed", "facts": {}, "personal": {}, "subject": ""}


def looked_up(
    shop: Shop,
    read: str,
    arguments: Mapping[str, Any],
    session: UUID | None = None,
    network: str = "",
) -> dict[str, Any]:
    """Outcome, facts, personal and subject; `failed` when a budget is spent, whatever is asked.

    With `held`, nothing of it may be told before a code is proven that was sent about it.
    """
    if _asks_too_often(shop, network):
        return dict(FAILED)
    held, taken = False, []
    for name, subject, budget in _spendings(
        shop, read, arguments, {"session": session, "network": network}
    ):
        spent = spend(name, subject, budget.tries, budget.window)
        if not (spent or budget.holds):
            return dict(FAILED)
        if not spent:
            held = True
            break
        if budget.misses_only:
            taken.append((budget.per, name, subject))
    found = lookups.look_up(shop, read, dict(arguments))
    if held and found.outcome != "failed":
        # Whether it was found or not: what is left of the budgets must not tell. Nothing is told
        # that a contact, an order or the shop would have to pay for; who asks pays for asking.
        give_all_back(each[1:] for each in taken if each[0] not in _OF_WHO_ASKS)
        return asdict(found) | {"held": lookups.named(shop, read, arguments)}
    if found.outcome != "missing":
        give_all_back(each[1:] for each in taken)
    return asdict(found)


def _asks_too_often(shop: Shop, network: str) -> bool:
    """Whether the shop's system is spared, whoever asks it what."""
    hour = int(HOUR.total_seconds())
    of_network = network and pacing.count("look-ups of a network", f"{shop.pk} {network}", hour)
    if of_network and of_network > settings.NETWORK_LOOKUPS_AN_HOUR:
        return True
    return pacing.count("look-ups of a shop", str(shop.pk), hour) > settings.SHOP_LOOKUPS_AN_HOUR


def _spendings(
    shop: Shop, read: str, arguments: Mapping[str, Any], asker: Mapping[str, Any]
) -> Iterator[tuple[str, str, Budget]]:
    for budget in BUDGETS[read]:
        if budget.per in asker:
            given = str(asker[budget.per])
        elif budget.per == "shop":
            given = ""
        else:
            given = lookups.as_compared(budget.per, str(arguments.get(budget.per, "")))
        if given or budget.per != "network":  # a result that comes by itself is nobody's network
            yield f"look-up {budget.per} {budget.window}", f"{shop.pk} {read} {given}", budget
