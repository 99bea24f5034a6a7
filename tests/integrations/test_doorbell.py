"""A delivery is rung for once it is there to be found."""

from __future__ import annotations

import pytest
from django.db import transaction

from integrations import outbox
from selfservice import doorbell
from selfservice.tenancy.models import Shop
from tests.integrations.orders import request
from tests.selfservice.frozen_broker import PATIENCE_SECONDS, FrozenBroker


@pytest.mark.django_db(transaction=True)
def test_the_ring_comes_after_the_commit(in_shop: Shop, frozen: FrozenBroker) -> None:
    frozen.thaw.set()
    with transaction.atomic():
        outbox.put(in_shop, request("send_email", to="a@b.cz", subject="s", body="b"))
        assert doorbell._ringers == []
    assert frozen.asked.wait(PATIENCE_SECONDS)
