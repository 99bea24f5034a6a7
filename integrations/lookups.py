"""Reads through a connection during a session: in time, cached, and alike for every stranger."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass, field
from typing import Any, Literal

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext as _

from integrations import breaker
from integrations.capabilities import FindsOrders
from integrations.choosing import connection_for
from integrations.connectors import connect
from integrations.connectors.base import Connector
from integrations.contacts import matches, normal_contact, subject_of
from integrations.errors import ConnectorError, Misconfigured, Refused, Silent
from integrations.keys import digest
from integrations.models import Connection
from integrations.order_facts import personal_facts, public_facts
from integrations.values import Order
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

CACHE_SECONDS = 20  # answers a shopper's next steps without asking the vendor again
NOBODY = ""

log = logging.getLogger(__name__)
_pool = ThreadPoolExecutor(max_workers=16, thread_name_prefix="lookup")


@dataclass(frozen=True, slots=True)
class Found:
    """`personal` is for whoever proves that the mailbox named by `subject` is theirs."""

    outcome: Literal["found", "missing", "failed"]
    facts: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    subject: str = ""


def look_up(shop: Shop, kind: str, arguments: Mapping[str, Any]) -> Found:
    """Never raises for what a vendor does: without an answer in time the outcome is failed."""
    look = _LOOKS[kind]
    with within(shop):
        try:
            return look(shop, arguments)
        except ConnectorError as error:
            log.warning("A look-up of shop %s failed: %s", shop.pk, type(error).__name__)
        except Exception as error:
            log.error("A look-up of shop %s met a defect: %s", shop.pk, type(error).__name__)
    return Found("failed")


def as_compared(argument: str, given: str) -> str:
    """What a look-up compares of it, so that limits on guessing count every way of typing it."""
    return (_number(given) if argument == "number" else normal_contact(given)).casefold()


def _look_for_order(shop: Shop, arguments: Mapping[str, Any]) -> Found:
    """An unknown number and a wrong contact give the same answer after the same work."""
    number = _number(str(arguments.get("number") or ""))
    contact = str(arguments.get("contact") or "")
    order = _order(shop, number) if number else None
    fits = matches(contact, order.email if order else NOBODY, order.phone if order else NOBODY)
    if order is None or not fits:
        return Found("missing")
    return Found(
        "found",
        public_facts(shop, order),
        personal_facts(order),
        subject_of(shop.pk, order.email),
    )


_LOOKS = {"order": _look_for_order}


def _number(given: str) -> str:
    return given.strip().lstrip("#").strip()


def _order(shop: Shop, number: str) -> Order | None:
    connection = connection_for(shop, "order")
    if connection is None:
        raise Misconfigured(_("No connection can find orders: add one."))
    connector = connect(connection)
    if connector.local:
        return _exactly(number, connector)
    name = f"lookup:order:{digest(str(connection.pk), number)}"
    cache = caches["lookups"]
    known = cache.get(name)
    if known is None:
        known = (_within_deadline(connection, number, connector),)
        cache.set(name, known, CACHE_SECONDS)
    return known[0]  # type: ignore[no-any-return]


def _exactly(number: str, connector: Connector) -> Order | None:
    """Vendors search loosely; another order's number is no answer."""
    assert isinstance(connector, FindsOrders)  # noqa: S101 - chosen for being able to
    order = connector.find_order(number)
    return order if order is not None and order.number == number else None


def _within_deadline(connection: Connection, number: str, connector: Connector) -> Order | None:
    if not breaker.admits(connection):
        raise Silent(_("The connection rests after failures."))
    future: Future[Order | None] = _pool.submit(_exactly, number, connector)
    try:
        order = future.result(timeout=settings.LOOKUP_DEADLINE_SECONDS)
    except TooLate:
        error = Silent(_("No answer in time."))
        breaker.failed(connection, error.sentence)
        raise error from None
    except Refused:
        order = None
    except ConnectorError as error:
        breaker.failed(connection, error.sentence)
        raise
    except Exception as error:
        log.error("A look-up met a defect: %s", type(error).__name__)
        raise Silent(_("A defect in the software stopped the look-up.")) from error
    breaker.succeeded(connection)
    return order
