"""Runs inside an installation: plants orders, promises cancellations, and dies where it is told."""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import timedelta
from uuid import UUID, uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfservice.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from integrations import claims, outbox  # noqa: E402
from integrations.delivery import carry_out  # noqa: E402
from integrations.demo_shop.models import DemoEffect, DemoOrder, Fault  # noqa: E402
from integrations.demo_shop.seed import seed  # noqa: E402
from integrations.demo_shop.setting_up import connect_demo  # noqa: E402
from integrations.failpoints import POINTS  # noqa: E402
from integrations.models import Connection, Delivery  # noqa: E402
from integrations.sweep import Sweep  # noqa: E402
from selfservice import clock  # noqa: E402
from selfservice.tenancy.models import Shop  # noqa: E402
from selfservice.tenancy.scope import within  # noqa: E402


def _shop(**played: object) -> Shop:
    shop, _made = Shop.objects.get_or_create(key="crash", defaults={"name": "Crash"})
    connect_demo(shop)
    seed(shop)
    with within(shop):
        Connection.objects.filter(connector="demo").update(settings=played)
    return shop


def _cancel(shop: Shop, number: str, session: UUID | None = None) -> Delivery:
    wish = outbox.Request(
        session or uuid4(), "f", "s", 1, "cancel", "cancel_order", {"order": number}, {}
    )
    with within(shop), transaction.atomic():
        return outbox.put(shop, wish)


def slow() -> None:
    """One cancellation that takes long, rung for as a web process would."""
    shop = _shop(slow_seconds=60)
    with within(shop):
        DemoOrder.objects.filter(number="1001").update(fault=Fault.SLOW, fault_left=1)
    _cancel(shop, "1001")
    for thread in threading.enumerate():
        if thread.name == "doorbell":
            thread.join(2)


def many(count: str) -> None:
    shop = _shop()
    with within(shop):
        seeded = DemoOrder.objects.get(number="1001")
        kept = {"customer": seeded.customer, "currency": "CZK", "placed_on": seeded.placed_on}
        for number in range(int(count)):
            DemoOrder.objects.create(shop=shop, number=f"M{number}", status="unpaid", **kept)
            _cancel(shop, f"M{number}")


def race(threads: str) -> None:
    """How many of the threads got the one row."""
    shop = _shop()
    delivery = _cancel(shop, "1001")
    start, won = threading.Barrier(int(threads)), []

    def grab() -> None:
        with within(shop):
            vendor = Connection.objects.get(connector="demo")
            start.wait()
            if claims.claim(delivery, vendor) is not None:
                won.append(1)
        connections.close_all()

    grabbing = [threading.Thread(target=grab) for _each in range(int(threads))]
    for thread in grabbing:
        thread.start()
    for thread in grabbing:
        thread.join()
    sys.stdout.write(str(len(won)))


def matrix(idempotency: str) -> None:
    """Dies once at every point and then goes on: {point: [died, state, effects, tickets]}."""
    shop = _shop(idempotency=idempotency)
    sys.stdout.write(json.dumps({point: _life(shop, point) for point in sorted(POINTS)}))


def _life(shop: Shop, point: str) -> list[object]:
    seed(shop)
    session = uuid4()
    connections.close_all()
    child = os.fork()
    if child == 0:
        settings.FAILPOINT = point
        with transaction.atomic():
            delivery = _cancel(shop, "1001", session)
        carry_out(delivery.pk)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    with within(shop):
        delivery = _cancel(shop, "1001", session)  # the shopper clicks again
        for _day in range(4):
            _let_time_pass(delivery)
            Sweep(carry_out).once()
            carry_out(delivery.pk)
        delivery.refresh_from_db()
        told = Delivery.objects.filter(kind="open_ticket", session=session).count()
        effects = DemoEffect.objects.filter(key=delivery.key).count()
    return [os.WIFSIGNALED(status), delivery.state, effects, told, delivery.reported]


def _let_time_pass(delivery: Delivery) -> None:
    rows = Delivery.objects.filter(pk=delivery.pk)
    rows.update(due=None, rung=None)
    rows.exclude(lease_until=None).update(lease_until=clock.now() - timedelta(minutes=1))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
