"""Called inside an installation: plants orders and promises cancellations, for workers to race."""

from __future__ import annotations

import sys
import threading
from uuid import uuid4

from celery.signals import after_task_publish
from django.db import connections, transaction

from integrations import doorbell, outbox
from integrations.delivery import claims
from integrations.demo_shop.models import DemoOrder, Fault
from integrations.demo_shop.seed import seed
from integrations.demo_shop.setting_up import connect_demo
from integrations.models import Connection, Delivery
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

TRIES, TRY_SECONDS = 10, 20.0


def crash_shop(**played: object) -> Shop:
    shop, made = Shop.objects.get_or_create(key="crash", defaults={"name": "Crash"})
    connect_demo(shop)
    if made:
        seed(shop)
    with within(shop):
        Connection.objects.filter(connector="demo").update(settings=played)
    return shop


def cancellation(number: str) -> outbox.Request:
    return outbox.Request(uuid4(), "f", "s", 1, "cancel", "cancel_order", {"order": number}, {})


def put(shop: Shop, wish: outbox.Request) -> Delivery:
    with within(shop), transaction.atomic():
        return outbox.put(shop, wish)


def _cancel(shop: Shop, number: str) -> Delivery:
    return put(shop, cancellation(number))


def slow(seconds: str) -> None:
    """One cancellation that takes long, rung for as a web process would."""
    shop = crash_shop(slow_seconds=float(seconds))
    with within(shop):
        DemoOrder.objects.filter(number="1001").update(fault=Fault.SLOW, fault_left=1)
    _rung_for(shop, "1001")


def quick(number: str) -> None:
    """One cancellation, rung for as a web process would."""
    _rung_for(crash_shop(), number)


def many(count: str, seconds: str = "0") -> None:
    """Cancellations of as many orders, each of which takes so long."""
    slow = float(seconds)
    shop = crash_shop(slow_seconds=slow)
    with within(shop):
        seeded = DemoOrder.objects.get(number="1001")
        kept = {"customer": seeded.customer, "currency": "CZK", "placed_on": seeded.placed_on}
        kept["fault"] = Fault.SLOW if slow else Fault.NONE
        for number in range(int(count)):
            DemoOrder.objects.create(shop=shop, number=f"M{number}", status="unpaid", **kept)
            _cancel(shop, f"M{number}")


def hook(address: str, secret: str) -> None:
    """One call of a webhook, for the relay to find."""
    shop = crash_shop()
    with within(shop):
        settings, secrets = {"address": address}, {"secret": secret}
        Connection.objects.create(
            shop=shop, connector="webhook", name="Hook", settings=settings, secrets=secrets
        )
    put(shop, outbox.Request(uuid4(), "f", "s", 1, "tell", "call_webhook", {"event": "e"}, {}))


def _rung_for(shop: Shop, number: str) -> None:
    """Stays until it has rung: a process that ends takes its doorbell with it."""
    rung = threading.Event()

    def hear(**_sent: object) -> None:
        rung.set()

    after_task_publish.connect(hear)
    delivery = _cancel(shop, number)
    for _try in range(TRIES):
        if rung.wait(TRY_SECONDS):
            return
        doorbell.ring(delivery.pk)  # the broker was slower than the doorbell's short budget
    raise AssertionError("nobody rang")


def race(threads: str) -> None:
    """How many of the threads got the one row."""
    shop = crash_shop()
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
