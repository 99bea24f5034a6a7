"""Requests and readings that the delivery tests share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from integrations import outbox
from integrations.delivery import carry_out
from integrations.demo_shop.models import DemoEffect, DemoOrder
from integrations.lookups import order_now
from integrations.models import Connection, Delivery
from integrations.order_facts import personal_facts
from selfservice.tenancy.models import Shop
from tests.integrations.conftest import SESSION


def request(
    kind: str = "cancel_order", session: UUID | None = SESSION, visit: int = 1, **arguments: Any
) -> outbox.Request:
    return outbox.Request(
        session=session,
        flow="cancellation",
        step="cancel",
        visit=visit,
        effect="cancel",
        kind=kind,
        arguments=arguments,
        context={"session": str(session) if session else "", "facts": {"order": "known"}},
    )


def cancel(shop: Shop, number: str, **more: Any) -> Delivery:
    return outbox.put(shop, request(order=number, **more))


def refund(shop: Shop, number: str, amount: str, seen: str = "", **more: Any) -> Delivery:
    """As an agent asks for it, who may name any amount; `seen` lets it be one of several."""
    wanted = request("refund", order=number, amount=amount, currency="CZK", **more)
    return outbox.put(shop, replace(wanted, flow="", seen=seen))


def promised(shop: Shop, number: str, session: UUID | None = SESSION, **given: Any) -> Delivery:
    """As a flow asks for it, that has read the order moments ago."""
    order = order_now(shop, number).order
    facts = {"order": {"number": number, **personal_facts(order)}} if order else {}
    wanted = request("refund", session=session, order=number, **given)
    return outbox.put(shop, replace(wanted, context={**wanted.context, "facts": facts}))


def carried_out(delivery: Delivery) -> Delivery:
    """The row after one ring, as the database has it."""
    carry_out(delivery.pk)
    return again(delivery)


def at_once(delivery: Delivery) -> Delivery:
    """As if the pause before the next try were over."""
    Delivery.objects.filter(pk=delivery.pk).update(due=None)
    Connection.objects.filter(open_until__isnull=False).update(open_until=None)
    return again(delivery)


def again(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_related("shop", "connection").get(pk=delivery.pk)


def effects(number: str) -> int:
    """How often the vendor's ledger says that an order was changed."""
    return DemoEffect.objects.filter(order__number=number).count()


def status(number: str) -> str:
    return DemoOrder.objects.get(number=number).status


def tickets(delivery: Delivery) -> int:
    return Delivery.objects.filter(kind="open_ticket", effect=f"ticket:{delivery.key[:40]}").count()
