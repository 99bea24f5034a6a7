"""Removes the accounts of people who work for no shop any more, once they had time to come back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from selfservice.clock import now
from selfservice.tenancy.models import Member, User


def remove_overdue(before: datetime) -> int:
    """How many went, of those who had left before. Call it across shops, and every night.

    Superusers stay. The audit trail names people by number, so a removed one is a pseudonym there.
    """
    _note_who_left()
    overdue = list(_without_work().filter(left__lt=before).values_list("pk", flat=True))
    return sum(_remove(person) for person in overdue)


def _note_who_left() -> None:
    """The time counts from the first night without a membership, and anew after each return."""
    _without_work().filter(left=None).update(left=now())
    back = User.objects.filter(_works() | Q(is_superuser=True), left__isnull=False)
    back.update(left=None)


def _without_work() -> QuerySet[User]:
    return User.objects.filter(~_works(), is_superuser=False)


def _works() -> Q:
    return Q(Exists(Member.objects.filter(user=OuterRef("pk"))))


def _remove(person: int) -> int:
    """Who joins a shop in this very moment stays."""
    with transaction.atomic():
        _all, removed = _without_work().filter(pk=person).delete()
        if removed.get(Member._meta.label):
            transaction.set_rollback(True)
            return 0
    return removed.get(User._meta.label, 0)
