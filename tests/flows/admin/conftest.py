"""Sessions that were rated."""

from __future__ import annotations

import pytest

from flows.models import Rating, Session
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def rated(shop: Shop, score: int, comment: str = "", preview: bool = False) -> Rating:
    with within(shop):
        token = f"{shop.pk} {Session.objects.count()}"
        session = Session.objects.create(
            shop=shop, token=token, language="en", last_used=now(), preview=preview
        )
        return Rating.objects.create(
            shop=shop,
            session=session,
            flow="cancel",
            step="gone",
            score=score,
            comment=comment,
            at=now(),
        )


@pytest.fixture
def ratings(demo: Shop) -> Shop:
    rated(demo, 5, "Splendid work")
    rated(demo, 2)
    rated(demo, 1, "Only tried", preview=True)
    return demo
