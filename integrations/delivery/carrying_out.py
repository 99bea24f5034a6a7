"""Carries out one delivery: one claim, one call outside any transaction, one recorded result."""

from __future__ import annotations

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from integrations import refunds
from integrations.breaker import admits
from integrations.capabilities import Call, FindsOrders, Reconciles
from integrations.choosing import connection_for
from integrations.conditions import still_holds
from integrations.connectors import connect
from integrations.connectors.base import Connector
from integrations.delivery import claims, outcomes
from integrations.delivery.claims import Claim
from integrations.delivery.reports import report
from integrations.effects import EFFECTS
from integrations.errors import Misconfigured, Silent, TryAgain
from integrations.failpoints import reach
from integrations.models import NOTHING_HAPPENED, SETTLED, Attempt, Delivery, State
from integrations.values import Order, Receipt
from selfservice.tenancy.scope import across_shops, within


def carry_out(delivery_id: UUID) -> None:
    """Safe to call at any time and any number of times; what is not due is left alone."""
    with across_shops():
        delivery = (
            Delivery.objects.select_related("shop", "connection").filter(pk=delivery_id).first()
        )
    if delivery is None:
        return
    with within(delivery.shop), translation.override(delivery.shop.default_language):
        if delivery.state not in SETTLED:
            _attend(delivery)
            delivery.refresh_from_db()
        if delivery.state in SETTLED and not delivery.reported:
            report(delivery)


def _attend(delivery: Delivery) -> None:
    connection = delivery.connection or connection_for(delivery.shop, delivery.kind)
    if connection is not None and not admits(connection):
        return
    claim = claims.claim(delivery, connection)
    if claim is None:
        return
    reach("claim.committed")
    try:
        receipt = _answer(claim)
    except Exception as error:  # every kind has its own way on
        outcomes.failed(claim, error)
    else:
        outcomes.answered(claim, receipt)


def _answer(claim: Claim) -> Receipt | None:
    """None, while checking, means that the call never took effect."""
    if claim.connection is None:
        raise Misconfigured(_("No connection can do this: add one, or switch the action off."))
    connector = connect(claim.connection)
    delivery = claim.delivery
    call = Call(delivery.key, delivery.arguments, delivery.context)
    if claim.state is State.CHECKING:
        return _asked(connector, delivery, call)
    if EFFECTS[delivery.kind].changes:
        make_sure = _make_sure if _is_untouched(claim) else _make_sure_again
        make_sure(connector, delivery)
    reach("call.before")
    receipt: Receipt = getattr(connector, delivery.kind)(call)
    reach("call.after")
    return receipt


def _asked(connector: Connector, delivery: Delivery, call: Call) -> Receipt | None:
    assert isinstance(connector, Reconciles)  # noqa: S101 - only such a delivery is checked
    return connector.find_effect(delivery.kind, call)


def _is_untouched(claim: Claim) -> bool:
    """Whether no earlier call can have had an effect. If one may have, the key decides."""
    earlier = Attempt.objects.filter(delivery=claim.delivery).exclude(number=claim.fence)
    return not earlier.exclude(outcome__in=NOTHING_HAPPENED).exists()


def _make_sure(connector: Connector, delivery: Delivery) -> None:
    """Raises Refused if what led here no longer holds."""
    if not isinstance(connector, FindsOrders):
        raise Misconfigured(_("The connection cannot read orders, so it may not change them."))
    order = _read(connector, str(delivery.arguments["order"]))
    still_holds(delivery, order)
    if EFFECTS[delivery.kind].money:
        refunds.make_sure(delivery, order)


def _make_sure_again(connector: Connector, delivery: Delivery) -> None:
    """The key tells the vendor that it is the same refund, but not whether there is room for it."""
    if EFFECTS[delivery.kind].money and isinstance(connector, FindsOrders):
        order = _read(connector, str(delivery.arguments["order"]))
        if order is not None:
            refunds.make_sure_again(delivery, order)


def _read(connector: FindsOrders, number: str) -> Order | None:
    try:
        return connector.find_order(number)
    except Silent as error:
        raise TryAgain(error.sentence) from error
