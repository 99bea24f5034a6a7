"""Whatever was accepted is there to be counted, however it ended and however long ago."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from uuid import uuid4

from integrations import erasing
from integrations.models import SETTLED, Delivery, State
from selfservice import clock
from selfservice.privacy.retention import remove_overdue
from selfservice.tenancy.models import Shop
from tests.integrations.orders import cancel

OLD = timedelta(days=20 * 365)


def test_what_was_accepted_is_never_removed(demo: Shop) -> None:
    session, long_ago = uuid4(), clock.now() - OLD
    for number, state in enumerate(State):
        accepted = cancel(demo, f"S{number}", session=session)
        settled = long_ago if state in SETTLED else None
        rows = Delivery.objects.filter(pk=accepted.pk)
        rows.update(state=state, created=long_ago, settled=settled)
    remove_overdue()
    erasing.mask(session)
    assert Counter(Delivery.objects.values_list("state", flat=True)) == Counter(State.values)
