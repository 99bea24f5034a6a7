"""How many pieces an agent refunds, and what else, as it is typed into the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.translation import gettext as _

from integrations.desk import refunding
from integrations.desk.refunding import Left, Wanted
from integrations.money_words import money_words
from integrations.not_possible import NotPossible
from integrations.values import Line, Money, Order

PIECES = "pieces:"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the order; `chosen` pieces of the `left` ones are to be refunded."""

    id: str
    name: str
    price: str
    each: Decimal
    ordered: int
    left: int
    chosen: int

    @property
    def field(self) -> str:
        return f"{PIECES}{self.id}"

    @property
    def choices(self) -> range:
        return range(self.left + 1)


@dataclass(frozen=True, slots=True)
class Refund:
    """`problem` is the sentence beside the amount; `given` is what was typed, kept for the form."""

    rows: Sequence[Row]
    given: str
    wanted: Wanted | None
    money: Money | None
    seen: str
    problem: str = ""

    @property
    def words(self) -> str:
        return money_words(self.money) if self.money else self.given

    @property
    def chosen(self) -> list[Row]:
        return [row for row in self.rows if row.chosen]


def proposed(order: Order, left: Left) -> Refund:
    return Refund([_row(line, left, 0) for line in order.lines], "", None, None, left.seen)


def asked(order: Order, left: Left, posted: QueryDict) -> Refund:
    """With `all`, whatever is left is refunded, whichever items it is for."""
    given = posted.get("amount", "").strip()[:40]
    counts = {line.id: _count(posted, line.id) for line in order.lines}
    if "all" in posted:
        given, counts = str(left.money.amount), {}
    rows = [_row(line, left, counts.get(line.id, 0)) for line in order.lines]
    seen = posted.get("seen", "")[:64] if "sure" in posted else left.seen
    other = _amount(given or "0")
    if other is None:
        said = _("Write an amount, such as %(amount)s.") % {"amount": left.money.amount}
        return Refund(rows, given, None, None, seen, said)
    pieces = {line: count for line, count in counts.items() if count}
    wanted = Wanted(pieces, Money(other, left.money.currency))
    if wanted.other.amount != other:
        said = _("%(currency)s has fewer decimal places.") % {"currency": left.money.currency}
        return Refund(rows, given, None, None, seen, said)
    return _checked(order, left, Refund(rows, given, wanted, None, seen), wanted)


def _checked(order: Order, left: Left, refund: Refund, wanted: Wanted) -> Refund:
    try:
        money = refunding.together(order, wanted)
        refunding.refuse_unless_left(left, wanted, money)
    except NotPossible as error:
        return Refund(
            refund.rows, refund.given, wanted, None, refund.seen, problem=str(error.sentence)
        )
    return Refund(refund.rows, refund.given, wanted, money, refund.seen)


def _row(line: Line, left: Left, chosen: int) -> Row:
    pieces, price = left.pieces.get(line.id, 0), money_words(line.price)
    return Row(line.id, line.name, price, line.price.amount, line.quantity, pieces, chosen)


def _count(posted: QueryDict, line: str) -> int:
    given = posted.get(f"{PIECES}{line}", "").strip()
    return int(given) if given.isdecimal() and len(given) < 7 else 0


def _amount(given: str) -> Decimal | None:
    """With a comma or a point, and with spaces between the thousands."""
    plain = "".join(given.split()).replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < Decimal(10) ** 10 else None
