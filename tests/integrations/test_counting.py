"""Whatever was accepted can be counted, however it ended, for as long as evidence is kept."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from uuid import uuid4

from integrations import erasing
from integrations.models import SETTLED, TERMINAL, Attempt, Delivery, State
from selfservice import clock
from selfservice.privacy.declaration import LIFETIMES, Keep
from selfservice.privacy.retention import remove_overdue
from selfservice.tenancy.models import Shop
from tests.integrations.orders import cancel

LASTS = LIFETIMES[Keep.EVIDENCE]
DAY = timedelta(days=1)


def _left_of_each(shop: Shop, age: timedelta) -> Counter[str]:
    """The states of what is left where one delivery came into each of them that long ago."""
    session, then = uuid4(), clock.now() - age
    for number, state in enumerate(State):
        accepted = cancel(shop, f"S{number}", session=session)
        Attempt.objects.create(shop=shop, delivery=accepted, number=1)
        settled = then if state in SETTLED else None
        rows = Delivery.objects.filter(pk=accepted.pk)
        rows.update(state=state, created=then, settled=settled)
    remove_overdue()
    erasing.mask(session)
    return Counter(Delivery.objects.exclude(kind="open_ticket").values_list("state", flat=True))


def test_what_was_accepted_is_counted_for_ten_years(demo: Shop) -> None:
    assert _left_of_each(demo, LASTS - DAY) == Counter(State.values)


def test_what_is_not_over_is_never_removed(demo: Shop) -> None:
    assert _left_of_each(demo, LASTS + DAY) == Counter({*State.values} - {*TERMINAL})
    assert Attempt.objects.count() == len(State) - len(TERMINAL)
