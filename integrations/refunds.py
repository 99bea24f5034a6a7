"""Keeps refunds within what was paid and ordered, whichever sessions ask for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from integrations.amounts import pieces_of, price_of, quantities_of, told_line
from integrations.errors import ConnectorError, Refused, TryAgain
from integrations.models import FAILED, NOTHING_HAPPENED, Attempt, Delivery, State
from integrations.values import MixedCurrencies, Money, Order

MAY_HAVE_MOVED = Q(state__in=(State.DONE, State.CHECKING, State.STUCK))
RUNNING = Q(state=State.RUNNING)
SOON = timedelta(seconds=10)


class AnotherUnderWay(TryAgain):
    """No fault of the vendor's: ours has to wait for the other one's result."""


class Doubtful(ConnectorError):
    """There is no room for this refund, unless its earlier call took effect: a person decides."""


def make_sure(delivery: Delivery, order: Order | None) -> None:
    """Raises Refused beyond what was paid, AnotherUnderWay while another refund is under way.

    Both of two refunds are claimed before either adds up, so at least one sees the other.
    """
    if order is None or not order.paid:
        raise Refused(_("The order was not paid, so nothing can be refunded."), "not_paid")
    wanted, under_way = _wanted(delivery), RUNNING | _to_be_repeated()
    try:
        _make_sure_of_the_price(delivery, order, wanted)
        _make_sure_of_the_pieces(delivery, order, under_way)
        if not wanted + (order.refunded or order.nothing()) <= order.total:
            raise _too_much()
        _make_sure_of_our_sum(delivery, order, wanted, under_way)
    except MixedCurrencies:
        raise Refused(_other_currency(), "currency") from None


def make_sure_again(delivery: Delivery, order: Order) -> None:
    """Of a refund whose earlier call may have taken effect, so that the vendor's sum may hold it.

    Raises Doubtful where others have taken its place, AnotherUnderWay while one may.
    """
    try:
        _make_sure_of_the_pieces(delivery, order, RUNNING)
        _make_sure_of_our_sum(delivery, order, _wanted(delivery), RUNNING)
    except Refused as error:
        raise Doubtful(error.sentence) from None
    except MixedCurrencies:
        raise Doubtful(_other_currency()) from None


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


def _make_sure_of_the_price(delivery: Delivery, order: Order, wanted: Money) -> None:
    """A flow's refund is worth its lines; an agent may give more for them, or less."""
    lines = delivery.arguments.get("lines")
    if not lines:
        return
    pieces = pieces_of(lines, quantities_of(order))
    if delivery.flow and price_of(order, pieces) != wanted:
        raise Refused(_("The order's prices have changed meanwhile."), "no_longer_holds")


def _make_sure_of_the_pieces(delivery: Delivery, order: Order, under_way: Q) -> None:
    lines = delivery.arguments.get("lines")
    if not lines:
        return
    quantities = quantities_of(order)
    pieces = pieces_of(lines, quantities)
    given = pieces_given(_others(delivery, MAY_HAVE_MOVED), order)
    if any(given[line] + count > quantities[line] for line, count in pieces.items()):
        raise Refused(_("These items were refunded before."), "too_much")
    given += pieces_given(_others(delivery, under_way), order)
    if any(given[line] + count > quantities[line] for line, count in pieces.items()):
        raise _another_under_way()


def _make_sure_of_our_sum(delivery: Delivery, order: Order, wanted: Money, under_way: Q) -> None:
    known = Money(_sum(delivery, MAY_HAVE_MOVED), order.total.currency)
    if not wanted + known <= order.total:
        raise _too_much()
    moving = Money(_sum(delivery, under_way), order.total.currency)
    if not wanted + known + moving <= order.total:
        raise _another_under_way()


def _wanted(delivery: Delivery) -> Money:
    return Money(delivery.amount or Decimal(0), str(delivery.arguments.get("currency")))


def _sum(delivery: Delivery, which: Q) -> Decimal:
    total = _others(delivery, which).aggregate(total=Sum("amount"))["total"]
    return total or Decimal(0)


def _others(delivery: Delivery, which: Q) -> QuerySet[Delivery]:
    return Delivery.objects.filter(which, payment=delivery.payment).exclude(pk=delivery.pk)


def _to_be_repeated() -> Q:
    """A call that may have taken effect, and is soon made again under its key."""
    attempts = Attempt.objects.filter(delivery=OuterRef("pk"))
    return Q(Exists(attempts.exclude(outcome__in=NOTHING_HAPPENED)), state=State.QUEUED)


def _too_much() -> Refused:
    return Refused(_("The refund is more than what is left of the payment."), "too_much")


def _other_currency() -> str:
    return _("The order and the refund are in different currencies: look at both again.")


def _another_under_way() -> AnotherUnderWay:
    return AnotherUnderWay(_("Another refund of this payment is under way."))
