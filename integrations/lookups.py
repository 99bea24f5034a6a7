"""Reads through a connection during a session: alike for every stranger, and never a crash."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Literal

from django.utils.translation import gettext as _

from integrations.capabilities import FindsOrders, FindsProducts
from integrations.choosing import connection_for
from integrations.connectors.base import Connector
from integrations.contacts import matches, normal_contact, subject_of
from integrations.digests import digest
from integrations.errors import ConnectorError, Misconfigured
from integrations.order_facts import personal_facts, public_facts
from integrations.product_facts import product_facts
from integrations.reading import asked
from integrations.values import Order, Product
from selfservice import clock
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

NOBODY = ""
LONGEST_QUERY = 200
MOST_PRODUCTS = 5  # to choose from

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """`personal` is for whoever proves that the mailbox named by `subject` is theirs."""

    outcome: Literal["found", "missing", "failed"]
    facts: dict[str, Any] = field(default_factory=dict)
    personal: dict[str, Any] = field(default_factory=dict)
    subject: str = ""


@dataclass(frozen=True, slots=True)
class OrderNow:
    """What a shop's own people see of an order: the order itself, or a sentence saying why not."""

    order: Order | None
    as_of: datetime
    sentence: str = ""


def order_now(shop: Shop, number: str, fresh: bool = False) -> OrderNow:
    """Never raises for what a vendor does. `fresh` does not take what was read moments ago."""
    with within(shop):
        try:
            order = _order(shop, _number(number), fresh)
        except ConnectorError as error:
            said = _("The order cannot be read right now. %(why)s") % {"why": error.sentence}
            return OrderNow(None, clock.now(), said)
        except Exception as error:
            log.error("An order of shop %s met a defect: %s", shop.pk, type(error).__name__)
            said = _("The order cannot be read right now: what the system sent makes no sense.")
            return OrderNow(None, clock.now(), said)
    if order is None:
        said = _("Your shop's system knows no order %(number)s.") % {"number": _number(number)}
        return OrderNow(None, clock.now(), said)
    return OrderNow(order, order.as_of)


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


def named(shop: Shop, kind: str, arguments: Mapping[str, Any]) -> str:
    """Names what is asked for without telling what it is, whether it is there or not."""
    words = (as_compared(name, str(given)) for name, given in sorted(arguments.items()))
    return subject_of(shop.pk, digest(kind, *words))


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


def _look_for_product(shop: Shop, arguments: Mapping[str, Any]) -> Found:
    """What a shop sells is public, so nothing of it waits for a proof."""
    query = str(arguments.get("query") or "").strip()[:LONGEST_QUERY]
    language = str(arguments.get("language") or shop.default_language)
    products = _products(shop, query, language)[:MOST_PRODUCTS] if query else []
    if not products:
        return Found("missing")
    return Found("found", product_facts(shop, query, products))


_LOOKS = {"order": _look_for_order, "product": _look_for_product}


def _number(given: str) -> str:
    return given.strip().lstrip("#").strip()


def _order(shop: Shop, number: str, fresh: bool = False) -> Order | None:
    connection = connection_for(shop, "order")
    if connection is None:
        raise Misconfigured(_("No connection can find orders: add one."))
    return asked(connection, "order", (number,), partial(_exactly, number), None, fresh)


def _exactly(number: str, connector: Connector) -> Order | None:
    """Vendors search loosely; another order's number is no answer."""
    assert isinstance(connector, FindsOrders)  # noqa: S101 - chosen for being able to
    order = connector.find_order(number)
    return order if order is not None and order.number == number else None


def _products(shop: Shop, query: str, language: str) -> list[Product]:
    connection = connection_for(shop, "product")
    if connection is None:
        raise Misconfigured(_("No connection can find products: add one."))

    def find(connector: Connector) -> list[Product]:
        assert isinstance(connector, FindsProducts)  # noqa: S101 - as above
        return connector.find_products(query, language)

    return asked(connection, "product", (query.casefold(), language), find, [])
