"""Keeps the sum of refunds within what was paid, whichever sessions ask for them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils.translation import gettext as _

from integrations.errors import Refused, TryAgain
from integrations.models import Delivery, State
from integrations.values import Money, Order

MAY_HAVE_MOVED = (State.DONE, State.CHECKING, State.STUCK)
SOON = timedelta(seconds=10)


class AnotherUnderWay(TryAgain):
    """No fault of the vendor's: ours has to wait for the other one's result."""


def make_sure_of_the_sum(delivery: Delivery, order: Order | None) -> None:
    """Raises Refused beyond what was paid, AnotherUnderWay while another refund is under way.

    Both of two refunds are claimed before either adds up, so at least one sees the other.
    """
    if order is None or not order.paid:
        raise Refused(_("The order was not paid, so nothing can be refunded."), "not_paid")
    wanted = Money(delivery.amount or Decimal(0), str(delivery.arguments["currency"]))
    nothing = Money(Decimal(0), order.total.currency)
    known = Money(_sum(delivery, MAY_HAVE_MOVED), order.total.currency)
    sums = (known, order.refunded or nothing)
    if not all(wanted + moved <= order.total for moved in sums):
        raise Refused(_("The refund is more than what is left of the payment."), "too_much")
    under_way = Money(_sum(delivery, (State.RUNNING,)), order.total.currency)
    if not wanted + known + under_way <= order.total:
        raise AnotherUnderWay(_("Another refund of this payment is under way."))


def _sum(delivery: Delivery, states: tuple[State, ...]) -> Decimal:
    others = Delivery.objects.filter(payment=delivery.payment, state__in=states)
    total = others.exclude(pk=delivery.pk).aggregate(total=Sum("amount"))["total"]
    return total or Decimal(0)
