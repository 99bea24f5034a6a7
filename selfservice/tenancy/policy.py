"""A shop's policy as its flows read it: the shop's own facts over the usual ones."""

from __future__ import annotations

from typing import Any

from selfservice.tenancy.models import Shop

# Directive 2011/83/EU: 14 days to withdraw (article 9) and 14 to give the money back (article 13).
USUAL = {"return_days": 14, "refund_days": 14, "return_address": ""}


def policy_of(shop: Shop) -> dict[str, Any]:
    """Whole days stay whole days, whatever an older installation or an import stored for them."""
    own = dict(shop.policy or {})
    days = (name for name, usual in USUAL.items() if isinstance(usual, int))
    unfit = {name for name in days if not _is_count(own.get(name))}
    return {**USUAL, **{name: each for name, each in own.items() if name not in unfit}}


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 1000
