"""Called inside an installation: dies once at every point of a delivery, and then goes on."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import connections, transaction

from integrations import outbox
from integrations.delivery import carry_out
from integrations.delivery.sweep import Sweep
from integrations.demo_shop.models import DemoEffect
from integrations.demo_shop.seed import seed
from integrations.failpoints import POINTS
from integrations.models import Connection, Delivery, SheetRow
from selfservice import clock
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.integrations.racing import cancellation, crash_shop, put


def matrix(idempotency: str) -> None:
    """Dies once at every point and then goes on: {point: [died, state, effects, tickets]}."""
    shop = crash_shop(idempotency=idempotency)
    sys.stdout.write(json.dumps({point: _life(shop, point) for point in sorted(POINTS)}))


def hooks(address: str, secret: str) -> None:
    """As the matrix, of calls to a webhook: {point: [died, state, key]}."""
    shop = crash_shop()
    where, sealed = {"address": address}, {"secret": secret}
    with within(shop):
        Connection.objects.create(
            shop=shop, connector="webhook", name="Hook", settings=where, secrets=sealed
        )
    lives = {}
    for point in sorted(POINTS):
        call = outbox.Request(uuid4(), "f", "s", 1, "tell", "call_webhook", {"event": "e"}, {})
        died, delivery = _die_and_go_on(shop, point, call)
        lives[point] = [died, delivery.state, delivery.key]
    sys.stdout.write(json.dumps(lives))


def rows() -> None:
    """As the matrix, of a row for a spreadsheet: {point: [died, state, rows]}."""
    shop = crash_shop()
    lives = {}
    for point in sorted(POINTS):
        wish = {"table": "Wishes", "row": {"At": point}}
        note = outbox.Request(uuid4(), "f", "s", 1, "note", "append_row", wish, {})
        died, delivery = _die_and_go_on(shop, point, note)
        with within(shop):
            count = SheetRow.objects.filter(key=delivery.key).count()
        lives[point] = [died, delivery.state, count]
    sys.stdout.write(json.dumps(lives))


def _life(shop: Shop, point: str) -> list[object]:
    seed(shop)
    died, delivery = _die_and_go_on(shop, point, cancellation("1001"))
    with within(shop):
        told = Delivery.objects.filter(kind="open_ticket", session=delivery.session).count()
        effects = DemoEffect.objects.filter(key=delivery.key).count()
    return [died, delivery.state, effects, told, delivery.reported]


def _die_and_go_on(shop: Shop, point: str, wish: outbox.Request) -> tuple[bool, Delivery]:
    """Whether the first process died there, and the delivery as the next one leaves it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        settings.FAILPOINT = point
        with transaction.atomic():
            delivery = put(shop, wish)
        carry_out(delivery.pk)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    with within(shop):
        delivery = put(shop, wish)  # the shopper clicks again
        for _day in range(4):
            _let_time_pass(delivery)
            Sweep(carry_out).once()
            carry_out(delivery.pk)
        delivery.refresh_from_db()
    return os.WIFSIGNALED(status), delivery


def _let_time_pass(delivery: Delivery) -> None:
    rows = Delivery.objects.filter(pk=delivery.pk)
    rows.update(due=None, rung=None)
    rows.exclude(lease_until=None).update(lease_until=clock.now() - timedelta(minutes=1))
