"""One Protocol per verb. A connector has the methods its vendor can do, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from integrations.values import Order, Product, Receipt

Idempotency = Literal["native", "lookup", "none"]


@dataclass(frozen=True, slots=True)
class Call:
    """What a changing call carries. `key` is the same on every attempt of one delivery."""

    key: str
    arguments: Mapping[str, Any]
    context: Mapping[str, Any]  # the frozen case: transcript, facts, file ids


@runtime_checkable
class FindsOrders(Protocol):
    def find_order(self, number: str) -> Order | None:
        """The order with exactly this number, or None."""


@runtime_checkable
class FindsProducts(Protocol):
    def find_products(self, query: str, language: str) -> list[Product]:
        """Those that fit a name, a part of one or a code, the best first; named in the language
        where the vendor can. A code that fits exactly is alone."""


@runtime_checkable
class CancelsOrders(Protocol):
    def cancel_order(self, call: Call) -> Receipt:
        """Arguments: order. Raises the errors of `integrations.errors`."""


@runtime_checkable
class RefundsPayments(Protocol):
    def refund(self, call: Call) -> Receipt:
        """Arguments: order, amount, currency."""


@runtime_checkable
class CreatesReturns(Protocol):
    def create_return(self, call: Call) -> Receipt:
        """Arguments: order, lines, reason. A line is an id, or an id with a quantity."""


@runtime_checkable
class ChangesAddresses(Protocol):
    def change_address(self, call: Call) -> Receipt:
        """Arguments: order, address: name, street, city, postal_code and country.

        A part that is missing or empty keeps what the order has: `integrations.addresses`.
        """


@runtime_checkable
class OpensTickets(Protocol):
    def open_ticket(self, call: Call) -> Receipt:
        """Arguments: subject, contact, message."""


@runtime_checkable
class SendsEmail(Protocol):
    def send_email(self, call: Call) -> Receipt:
        """Arguments: to, subject, body."""


@runtime_checkable
class AppendsRows(Protocol):
    def append_row(self, call: Call) -> Receipt:
        """Arguments: table, row."""


@runtime_checkable
class CallsWebhooks(Protocol):
    def call_webhook(self, call: Call) -> Receipt:
        """Arguments: event, data."""


@runtime_checkable
class Reconciles(Protocol):
    def find_effect(self, kind: str, call: Call) -> Receipt | None:
        """What became of a call that went silent: its receipt, or None if it never happened."""


@runtime_checkable
class TestsConnection(Protocol):
    def test(self) -> str:
        """A sentence saying what was reached; raises the errors of `integrations.errors`."""
