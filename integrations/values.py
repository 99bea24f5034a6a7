"""What every vendor's data becomes: orders, money, parcels. Minor units stay in connectors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

# ISO 4217 exponents that differ from 2.
EXPONENTS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0, "KWD": 3, "BHD": 3, "TND": 3}


class MixedCurrencies(ValueError):
    """Two amounts in different currencies cannot be added or compared."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount quantised by the currency's ISO exponent."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        exponent = Decimal(1).scaleb(-EXPONENTS.get(self.currency, 2))
        object.__setattr__(self, "amount", self.amount.quantize(exponent, ROUND_HALF_UP))

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def _same(self, other: Money) -> Decimal:
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return other.amount


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    street: str
    city: str
    postal_code: str
    country: str


@dataclass(frozen=True, slots=True)
class Line:
    """One ordered product."""

    id: str
    name: str
    quantity: int
    price: Money  # of one piece
    image: str = ""
    returned: int = 0  # pieces that are on their way back or there, where the vendor says so


@dataclass(frozen=True, slots=True)
class Order:
    """`status`: unpaid, processing, shipped, delivered, cancelled, returned or unknown.

    `raw_status` is the vendor's word. `as_of` says how old the data is.
    """

    number: str
    status: str
    raw_status: str
    placed_on: date
    total: Money
    email: str
    as_of: datetime
    phone: str = ""
    customer: str = ""
    shipped_on: date | None = None
    delivered_on: date | None = None
    expected_on: date | None = None
    carrier: str = ""
    tracking_url: str = ""
    paid: bool = False
    refunded: Money | None = None
    address: Address | None = None
    lines: tuple[Line, ...] = ()

    def nothing(self) -> Money:
        """No money, in the order's currency."""
        return Money(Decimal(0), self.total.currency)

    def received(self) -> Money:
        """What the shopper paid, before anything was given back."""
        return self.total if self.paid else self.nothing()


@dataclass(frozen=True, slots=True)
class Product:
    """Something for sale. `stock` is in pieces, None where the vendor only says yes or no."""

    code: str
    name: str
    price: Money
    in_stock: bool
    url: str  # its page in the shop
    stock: int | None = None
    expected_on: date | None = None  # back in stock


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a vendor answered to a change that was made. `facts` may be shown to the shopper."""

    reference: str
    facts: dict[str, str] = field(default_factory=dict)
