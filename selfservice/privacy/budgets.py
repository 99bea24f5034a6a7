"""Limits on how often a thing may be tried, exact however many processes try at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Case, F, Q, Value, When
from django.utils.crypto import salted_hmac

from selfservice.clock import now
from selfservice.privacy.models import Budget


def spend(name: str, subject: str, limit: int, window: timedelta) -> bool:
    """Takes one try of `limit` in `window`; False, and nothing taken, when none is left.

    A window opens with its first try. Call it outside a transaction that may roll back, or the
    try is forgotten with it.
    """
    key, at = _key(name, subject), now()
    if _take(key, limit, at, window):
        return True
    # Either the budget is spent or there is none yet; whoever makes it, everybody takes from it.
    Budget.objects.bulk_create([Budget(key=key, since=at)], ignore_conflicts=True)
    return _take(key, limit, at, window)


def left(name: str, subject: str, limit: int, window: timedelta) -> bool:
    """Whether a try is left, without taking it."""
    spent = Budget.objects.filter(
        key=_key(name, subject), since__gt=now() - window, spent__gte=limit
    )
    return not spent.exists()


def give_back(name: str, subject: str) -> None:
    """Returns a try that turned out to be rightful."""
    give_all_back([(name, subject)])


def give_all_back(tries: Iterable[tuple[str, str]]) -> None:
    """Returns several, each by name and subject, with one statement."""
    keys = [_key(name, subject) for name, subject in tries]
    Budget.objects.filter(key__in=keys, spent__gt=0).update(spent=F("spent") - 1)


def _take(key: str, limit: int, at: datetime, window: timedelta) -> bool:
    over = Q(since__lte=at - window)
    taken = Budget.objects.filter(over | Q(spent__lt=limit), key=key).update(
        spent=Case(When(over, then=Value(1)), default=F("spent") + 1),
        since=Case(When(over, then=Value(at)), default=F("since")),
    )
    return taken == 1


def _key(name: str, subject: str) -> str:
    return salted_hmac(f"budget.{name}", subject, algorithm="sha256").hexdigest()
