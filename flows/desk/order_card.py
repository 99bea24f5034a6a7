"""The order as the connection shows it now, with its age and what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest

from flows.desk import order_words
from flows.desk.orders import is_proven, whose
from flows.desk.waiting import seconds_words
from integrations.desk import acting
from integrations.desk.models import Ticket
from integrations.lookups import OrderNow, order_now
from integrations.money_words import money_words
from integrations.not_possible import NotPossible
from integrations.order_facts import left_to_refund
from integrations.values import Order
from selfservice.parameters import text_of
from selfservice.privacy import audit
from selfservice.tenancy.access import may, person_of, shop_of
from selfservice.tenancy.roles import Action

LONGEST_NUMBER = 60  # characters


@dataclass(frozen=True, slots=True)
class Card:
    """`sentence` says why there is no order; then the rest is empty."""

    number: str
    as_of: datetime
    age: str
    sentence: str = ""
    order: Order | None = None
    status: str = ""
    mood: str = "plain"
    payment: str = ""
    total: str = ""
    items: Sequence[order_words.Item] = ()
    dates: Sequence[tuple[str, str]] = ()
    address: Sequence[str] = ()
    tracking: str = ""
    whose: tuple[str, str] = ("", "")
    may_cancel: bool = False
    may_refund: bool = False


def number_asked(request: HttpRequest) -> str:
    """As a form posts it or an address names it."""
    asked = (text_of(said, "order", LONGEST_NUMBER) for said in (request.POST, request.GET))
    return next(filter(None, asked), "")


def order_read(request: HttpRequest, ticket: Ticket, number: str, fresh: bool = False) -> OrderNow:
    """Leaves a trace. Somebody's contact may be typed by mistake: only a known order is named."""
    shop = shop_of(request)
    seen = order_now(shop, number, fresh)
    why = seen.order.number if seen.order else "unknown"
    audit.record(shop, person_of(request), "order.read", ticket, why=why)
    return seen


def card_of(
    request: HttpRequest, ticket: Ticket, number: str, cases: Sequence[Any], fresh: bool = False
) -> Card:
    seen = order_read(request, ticket, number, fresh)
    if seen.order is None:
        return Card(number, seen.as_of, "", sentence=seen.sentence)
    order = seen.order
    proven = any(is_proven(case, order.number) for case in cases)
    decides = may(request, Action.APPROVE_DELIVERIES)
    return Card(
        number=order.number,
        as_of=seen.as_of,
        age=seconds_words(seen.as_of),
        order=order,
        status=order_words.status_words(order),
        mood=order_words.MOODS.get(order.status, "plain"),
        payment=order_words.payment_words(order),
        total=money_words(order.total),
        items=order_words.items_of(order),
        dates=order_words.dates_of(order),
        address=order_words.address_lines(order.address),
        tracking=_web_address(order.tracking_url),
        whose=whose(order, ticket.contact, proven),
        may_cancel=decides and _can_be_cancelled(order),
        may_refund=decides and left_to_refund(order).amount > 0,
    )


def _can_be_cancelled(order: Order) -> bool:
    try:
        acting.refuse_unless(order, "cancel_order")
    except NotPossible:
        return False
    return True


def _web_address(given: str) -> str:
    """What a vendor sends is followed only if it leads to a web page."""
    return given if urlsplit(given).scheme in {"http", "https"} else ""
