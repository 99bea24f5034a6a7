"""What a request below /admin/ finds around it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from integrations.models import Delivery
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Europe/Prague", "22 Nov 2026, 00:00"), ("UTC", "21 Nov 2026, 23:00")],
)
def test_times_are_told_in_the_shops_zone(
    client: Client, shop: Shop, owner: User, zone: str, hour: str
) -> None:
    Shop.objects.filter(pk=shop.pk).update(time_zone=zone)
    with within(shop):
        Delivery.objects.create(shop=shop, kind="send_email", key="k", digest="d")
        Delivery.objects.update(created=datetime(2026, 11, 21, 23, 0, tzinfo=UTC))
    client.force_login(owner)
    assert hour in client.get("/admin/integrations/delivery/").content.decode()
