"""Rests a connection whose calls keep failing; the state is in its row, so all processes agree."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Q
from django.db.models.functions import Greatest, Now

from integrations.models import Connection
from selfservice import clock

THRESHOLD = 5  # failures in a row
FIRST_REST = timedelta(seconds=30)
LONGEST_REST = timedelta(minutes=15)
LONGEST_WISH = timedelta(hours=6)  # of what a vendor may ask with Retry-After
PROBE = timedelta(seconds=60)  # how long one probe keeps the others out


def admits(connection: Connection) -> bool:
    """Whether a call may be made now. After a rest, exactly one caller is let through to probe."""
    if connection.paused:
        return False
    if connection.open_until is None:
        return True
    rested = Connection.objects.filter(
        pk=connection.pk, open_until=connection.open_until, open_until__lte=Now()
    )
    return bool(rested.update(open_until=Now() + PROBE))


def succeeded(connection: Connection) -> None:
    """Also after a refusal: the vendor answered."""
    Connection.objects.filter(pk=connection.pk).update(
        failures=0, open_until=None, problem="", last_success=clock.now()
    )


def failed(connection: Connection, sentence: str) -> None:
    rows = Connection.objects.filter(pk=connection.pk)
    rows.update(failures=F("failures") + 1, problem=sentence[:500], last_failure=clock.now())
    _rest_if_due(connection)


def misconfigured(connection: Connection, sentence: str) -> None:
    """Opens at once: only the owner can help, so calling on is useless."""
    rows = Connection.objects.filter(pk=connection.pk)
    rows.update(
        failures=Greatest(F("failures") + 1, THRESHOLD),
        problem=sentence[:500],
        last_failure=clock.now(),
    )
    _rest_if_due(connection)


def rest(connection: Connection, wish: timedelta) -> None:
    """The vendor asked for a pause: nobody calls it before it is over."""
    until = Now() + min(wish, LONGEST_WISH)
    shorter = Q(open_until__isnull=True) | Q(open_until__lt=until)
    Connection.objects.filter(shorter, pk=connection.pk).update(open_until=until)


def _rest_if_due(connection: Connection) -> None:
    failures = Connection.objects.values_list("failures", flat=True).get(pk=connection.pk)
    if failures >= THRESHOLD:
        doublings = min(failures - THRESHOLD, 10)
        rest(connection, min(LONGEST_REST, FIRST_REST * 2**doublings))
    else:
        Connection.objects.filter(pk=connection.pk, open_until__lte=Now()).update(open_until=None)
