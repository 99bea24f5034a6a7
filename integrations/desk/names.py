"""What shoppers are told about who at the shop wrote to them."""

from __future__ import annotations

from selfservice.tenancy.models import Shop, User


def to_shopper(member: User | None, shop: Shop) -> str:
    """The first name if there is one, and the shop; never the address that they sign in with."""
    first = member.first_name.strip() if member else ""
    return f"{first}, {shop.name}" if first else shop.name
