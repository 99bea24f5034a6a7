"""The queue: what waits longest first, and how much there is of each kind."""

from __future__ import annotations

from typing import Literal

from django.db.models import Count, F, Q, QuerySet

from integrations.desk.models import Status, Ticket
from selfservice.tenancy.models import User

Which = Literal["all", "mine", "unassigned", "waiting", "closed"]


def queue(which: str, user: User) -> QuerySet[Ticket]:
    """Within the shop's scope. Those that wait for us come first, the longest waiting at the top;
    then those that wait for the shopper. `which` is one of Which; what is not means all."""
    conditions = _conditions(user)
    rows = Ticket.objects.select_related("assignee").filter(conditions.get(which, _OPEN))
    if which == "closed":
        return rows.order_by(F("closed").desc(nulls_last=True), "-number")
    return rows.order_by(F("waiting_since").asc(nulls_last=True), "updated", "number")


def counts(user: User) -> dict[str, int]:
    """How many tickets each part of the queue has, in one statement."""
    wanted = {which: Count("pk", filter=part) for which, part in _conditions(user).items()}
    return dict(Ticket.objects.aggregate(**wanted))


_OPEN = ~Q(status=Status.CLOSED)


def _conditions(user: User) -> dict[str, Q]:
    return {
        "all": _OPEN,
        "mine": _OPEN & Q(assignee=user),
        "unassigned": _OPEN & Q(assignee__isnull=True),
        "waiting": Q(status=Status.WAITING),
        "closed": Q(status=Status.CLOSED),
    }
