"""Gives money back on an agent's word: for pieces of an order, or any amount that is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from integrations.amounts import as_lines, price_of, quantities_of
from integrations.desk import acting
from integrations.desk.models import Ticket
from integrations.digests import digest
from integrations.effects import EFFECTS
from integrations.errors import Refused
from integrations.models import Delivery
from integrations.money_words import money_words
from integrations.not_possible import NotPossible
from integrations.order_facts import left_to_refund
from integrations.outbox.keys import payment_of
from integrations.refunds import of_payment, pieces_given
from integrations.values import MixedCurrencies, Money, Order
from selfservice.tenancy.models import Shop, User

KIND = "refund"
_MEANWHILE = gettext_lazy(
    "Something of this order was given back, or asked for, meanwhile. Look at what is left."
)


@dataclass(frozen=True, slots=True)
class Left:
    """What nobody was given or promised yet. `seen` names the refunds that this takes in."""

    money: Money
    pieces: Mapping[str, int]
    promised: Money  # asked for and not refused, done or not
    seen: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """`other` is postage or any other amount, beside what the pieces cost."""

    pieces: Mapping[str, int]
    other: Money


def left_of(shop: Shop, order: Order) -> Left:
    payment = payment_of(shop.pk, EFFECTS[KIND], {"order": order.number})
    refunds = of_payment(payment)
    given = pieces_given(refunds, order)
    promised = Money(sum((each.amount or Decimal(0) for each in refunds), Decimal(0)), _unit(order))
    rest = min(left_to_refund(order).amount, (order.received() - promised).amount)
    return Left(
        money=Money(max(rest, Decimal(0)), _unit(order)),
        pieces={line: max(0, all_ - given[line]) for line, all_ in quantities_of(order).items()},
        promised=promised,
        seen=digest([str(each.pk) for each in refunds])[:32],
    )


def together(order: Order, wanted: Wanted) -> Money:
    """Raises NotPossible for what the order does not have."""
    try:
        price = price_of(order, wanted.pieces) if wanted.pieces else order.nothing()
        return price + wanted.other
    except Refused as error:
        raise NotPossible(error.sentence) from error
    except MixedCurrencies:
        said = _("This order is paid in %(currency)s.") % {"currency": _unit(order)}
        raise NotPossible(said) from None


def refuse_unless_left(left: Left, wanted: Wanted, money: Money) -> None:
    if any(count > left.pieces.get(line, 0) for line, count in wanted.pieces.items()):
        raise NotPossible(_("Not so many pieces are left to refund."))
    if not money <= left.money:
        words = money_words(left.money)
        raise NotPossible(_("No more than %(left)s can be refunded.") % {"left": words})
    if money.amount <= 0 or wanted.other.amount < 0:
        raise NotPossible(_("Choose items, or write how much to refund."))


def asked_before(ticket: Ticket, seen: str, turn: int) -> Delivery | None:
    """What the same form asked for already: a double click, or a form that was sent again."""
    visit = min(turn, acting.turn_of(ticket, KIND))
    asked = Delivery.objects.filter(step=acting.step_of(ticket), kind=KIND, visit=visit)
    return asked.filter(effect=_effect(seen)).first()


def refund(
    ticket: Ticket, by: User, order: Order, wanted: Wanted, turn: int, seen: str
) -> Delivery:
    """Once for each form: `seen` is `Left.seen` as it was when the agent looked."""
    known = asked_before(ticket, seen, turn)
    if known is not None:
        return known
    left = left_of(ticket.shop, order)
    money = together(order, wanted)
    if seen != left.seen:
        raise NotPossible(_MEANWHILE)
    refuse_unless_left(left, wanted, money)
    arguments: dict[str, Any] = {
        "order": order.number,
        "amount": str(money.amount),
        "currency": money.currency,
    }
    arguments |= {"lines": as_lines(wanted.pieces)} if wanted.pieces else {}
    asked = acting.Asked(KIND, _effect(seen), arguments, order, turn, seen)
    return acting.ask(ticket, by, asked)


def _effect(seen: str) -> str:
    return f"{KIND}:{seen[:64]}"


def _unit(order: Order) -> str:
    return order.total.currency
