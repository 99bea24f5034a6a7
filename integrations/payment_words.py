"""Says what was paid and given back of an order, for who decides about more."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from integrations import delivery_words
from integrations.lookups import order_now
from integrations.models import Delivery, State
from integrations.money_words import money_words
from integrations.refunds import of_payment
from integrations.values import Money, Order

UNDECIDED = (State.WAITING_APPROVAL, State.STUCK)


def so_far(delivery: Delivery) -> str:
    """As the shop's system shows it now, one a line; empty where no money is to be decided."""
    if not delivery.payment or delivery.state not in UNDECIDED:
        return ""
    seen = order_now(delivery.shop, delivery_words.order(delivery))
    return "\n".join(_lines(delivery, seen.order)) if seen.order else seen.sentence


def _lines(delivery: Delivery, order: Order) -> list[str]:
    others = [each for each in of_payment(delivery.payment) if each.pk != delivery.pk]
    under_way = [each.amount or Decimal(0) for each in others if each.state != State.DONE]
    coming = sum(under_way, Decimal(0))
    lines = [
        _("Paid: %(amount)s") % _amount(order.received()),
        _("Given back so far: %(amount)s") % _amount(order.refunded or order.nothing()),
    ]
    if coming:
        money = Money(coming, order.total.currency)
        lines.append(_("Asked for besides this: %(amount)s") % _amount(money))
    return [*lines, _("State of the order now: %(status)s") % {"status": order.raw_status}]


def _amount(money: Money) -> dict[str, str]:
    return {"amount": money_words(money)}
