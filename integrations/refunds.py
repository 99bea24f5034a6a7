"""Keeps refunds within what was paid and ordered, whichever sessions ask for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from integrations.amounts import pieces_of, price_of, quantities_of, told_line
from integrations.errors import Refused, TryAgain
from integrations.models import FAILED, Delivery, State
from integrations.values import MixedCurrencies, Money, Order

MAY_HAVE_MOVED = (State.DONE, State.CHECKING, State.STUCK)
SOON = timedelta(seconds=10)


class AnotherUnderWay(TryAgain):
    """No fault of the vendor's: ours has to wait for the other one's result."""


def make_sure(delivery: Delivery, order: Order | None) -> None:
    """Raises Refused beyond what was paid, AnotherUnderWay while another refund is under way.

    Both of two refunds are claimed before either adds up, so at least one sees the other.
    """
    if order is None or not order.paid:
        raise Refused(_("The order was not paid, so nothing can be refunded."), "not_paid")
    wanted = Money(delivery.amount or Decimal(0), str(delivery.arguments.get("currency")))
    try:
        _make_sure_of_the_lines(delivery, order, wanted)
        _make_sure_of_the_sum(delivery, order, wanted)
    except MixedCurrencies:
        said = _("The order and the refund are in different currencies: look at both again.")
        raise Refused(said, "currency") from None


def pieces_given(refunds: Iterable[Delivery], order: Order) -> Counter[str]:
    """How many pieces of each line these refunds are for."""
    quantities = quantities_of(order)
    given: Counter[str] = Counter()
    for each in refunds:
        for line, quantity in map(told_line, each.arguments.get("lines") or ()):
            given[line] += quantities.get(line, 0) if quantity is None else quantity
    return given


def of_payment(payment: str) -> list[Delivery]:
    """The refunds of one payment that were not refused or called off."""
    return list(Delivery.objects.filter(payment=payment).exclude(state__in=FAILED).order_by("pk"))


def _make_sure_of_the_lines(delivery: Delivery, order: Order, wanted: Money) -> None:
    """A flow's refund is worth its lines; an agent may give more for them, or less."""
    lines = delivery.arguments.get("lines")
    if not lines:
        return
    quantities = quantities_of(order)
    pieces = pieces_of(lines, quantities)
    if delivery.flow and price_of(order, pieces) != wanted:
        raise Refused(_("The order's prices have changed meanwhile."), "no_longer_holds")
    given = pieces_given(_others(delivery, MAY_HAVE_MOVED), order)
    if any(given[line] + count > quantities[line] for line, count in pieces.items()):
        raise Refused(_("These items were refunded before."), "too_much")
    given += pieces_given(_others(delivery, (State.RUNNING,)), order)
    if any(given[line] + count > quantities[line] for line, count in pieces.items()):
        raise _another_under_way()


def _make_sure_of_the_sum(delivery: Delivery, order: Order, wanted: Money) -> None:
    known = Money(_sum(delivery, MAY_HAVE_MOVED), order.total.currency)
    sums = (known, order.refunded or order.nothing())
    if not all(wanted + moved <= order.total for moved in sums):
        raise Refused(_("The refund is more than what is left of the payment."), "too_much")
    under_way = Money(_sum(delivery, (State.RUNNING,)), order.total.currency)
    if not wanted + known + under_way <= order.total:
        raise _another_under_way()


def _sum(delivery: Delivery, states: tuple[State, ...]) -> Decimal:
    total = _others(delivery, states).aggregate(total=Sum("amount"))["total"]
    return total or Decimal(0)


def _others(delivery: Delivery, states: tuple[State, ...]) -> QuerySet[Delivery]:
    others = Delivery.objects.filter(payment=delivery.payment, state__in=states)
    return others.exclude(pk=delivery.pk)


def _another_under_way() -> AnotherUnderWay:
    return AnotherUnderWay(_("Another refund of this payment is under way."))
